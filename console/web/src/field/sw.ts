// Keeps the shell of the page, so that it opens without the device. What the device says is never
// kept here: that is the page's, in IndexedDB.

interface WorkerEvent extends Event {
  waitUntil(until: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface TouchEvent extends WorkerEvent {
  readonly notification: { readonly data: unknown; close(): void }
}
interface Window {
  navigate(address: string): Promise<unknown>
  focus(): Promise<unknown>
}
interface Worker {
  addEventListener(type: 'install' | 'activate', f: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', f: (event: FetchEvent) => void): void
  addEventListener(type: 'message', f: (event: MessageEvent) => void): void
  addEventListener(type: 'notificationclick', f: (event: TouchEvent) => void): void
  skipWaiting(): Promise<void>
  clients: {
    claim(): Promise<void>
    matchAll(of: { type: 'window' }): Promise<Window[]>
    openWindow(address: string): Promise<unknown>
  }
  location: Location
}
const worker = self as unknown as Worker

// Both are put in by the build: the files of the shell, and a name that changes with any of them.
const files = '__SHELL_FILES__'.split(' ')
const name = 'dudao-field-__SHELL_NAME__'

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(files)))
})

worker.addEventListener('activate', (event) => {
  const clear = async () => {
    for (const other of await caches.keys()) {
      if (other.startsWith('dudao-field-') && other !== name) await caches.delete(other)
    }
    await worker.clients.claim()
  }
  event.waitUntil(clear())
})

worker.addEventListener('message', (event) => {
  if (event.data === 'take over') void worker.skipWaiting()
})

/** A touched notification opens its page, in the window that is open if there is one. */
worker.addEventListener('notificationclick', (event) => {
  const { notification } = event
  notification.close()
  const open = async () => {
    const path = String(notification.data)
    const [window] = await worker.clients.matchAll({ type: 'window' })
    if (!window) return worker.clients.openWindow(path)
    await window.navigate(path)
    return window.focus()
  }
  event.waitUntil(open())
})

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  const ours = url.origin === worker.location.origin && event.request.method === 'GET'
  if (!ours || url.pathname.startsWith('/api/') || url.pathname === '/ca.crt') return
  const asked = event.request.mode === 'navigate' ? '/' : url.pathname
  event.respondWith(
    caches
      .open(name)
      .then((cache) => cache.match(asked))
      .then((kept) => kept ?? fetch(event.request)),
  )
})

export {}
