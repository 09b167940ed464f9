// The phone's own memory: IndexedDB, by promises. Every change is one transaction and is on the
// disk when its promise resolves; what several stores must agree on is one change.

export type Store = 'commands' | 'photos' | 'blobs' | 'drafts' | 'state'

const stores: Store[] = ['commands', 'photos', 'blobs', 'drafts', 'state']
const name = 'dudao-field'
const version = 1

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => {
      const keys: Record<Store, string> = {
        commands: 'key',
        photos: 'hash',
        blobs: 'hash',
        drafts: 'form',
        state: 'name',
      }
      for (const store of stores) {
        if (!request.result.objectStoreNames.contains(store)) {
          request.result.createObjectStore(store, { keyPath: keys[store] })
        }
      }
    }
    request.onsuccess = () => {
      // The browser may close it under us, for a newer page or for want of room: open it anew.
      request.result.onclose = () => {
        opened = null
      }
      request.result.onversionchange = () => {
        request.result.close()
        opened = null
      }
      resolve(request.result)
    }
    request.onerror = () => {
      opened = null
      reject(request.error)
    }
  })
  return opened
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

export async function read<T>(store: Store, key: string): Promise<T | undefined> {
  const db = await open()
  return asked<T | undefined>(db.transaction(store).objectStore(store).get(key))
}

export async function readAll<T>(store: Store): Promise<T[]> {
  const db = await open()
  return asked<T[]>(db.transaction(store).objectStore(store).getAll())
}

export type Change = { put: Store; value: unknown } | { drop: Store; key: string }

/** All of it or none; on the disk when it resolves. */
export async function write(changes: Change[]): Promise<void> {
  if (changes.length === 0) return
  const db = await open()
  const touched = new Set(changes.map((c) => ('put' in c ? c.put : c.drop)))
  await new Promise<void>((resolve, reject) => {
    const all = db.transaction([...touched], 'readwrite', { durability: 'strict' })
    all.oncomplete = () => resolve()
    all.onerror = () => reject(all.error)
    all.onabort = () => reject(all.error ?? new Error('not written'))
    for (const change of changes) {
      if ('put' in change) all.objectStore(change.put).put(change.value)
      else all.objectStore(change.drop).delete(change.key)
    }
  })
}

/** Gives out the next number, the same one never twice, whichever window asks. */
export async function nextOrder(): Promise<number> {
  const db = await open()
  return new Promise((resolve, reject) => {
    const all = db.transaction('state', 'readwrite', { durability: 'strict' })
    const store = all.objectStore('state')
    let next = 1
    const request = store.get('order') as IDBRequest<{ value: number } | undefined>
    request.onsuccess = () => {
      next = (request.result?.value ?? 0) + 1
      store.put({ name: 'order', value: next })
    }
    all.oncomplete = () => resolve(next)
    all.onabort = () => reject(all.error ?? new Error('not written'))
  })
}
