// The tabs of one browser. They share a session and, in HTTP/1.1, six connections to the server: so
// one of them, the leader, holds what all of them need, and tells the others.

export interface Told {
  person: string // whose session it is of: a tab that is signed in as somebody else does not hear it
  type: string
  from: number // where in the log the leader stood before
  data: unknown
}

let channel: BroadcastChannel | null = null

export function hearTabs(f: (told: Told) => void): void {
  if (channel || !('BroadcastChannel' in globalThis)) return
  channel = new BroadcastChannel('dudao')
  channel.onmessage = (event: MessageEvent<Told>) => f(event.data)
}

/** To all others; not to the tab itself. */
export const tellTabs = (told: Told): void => channel?.postMessage(told)

export function leaveTabs(): void {
  channel?.close()
  channel = null
}

/** Without locks (a page that did not come over TLS) each tab leads itself. */
export const canLead = (): boolean => navigator.locks !== undefined

/**
 * Waits until no other tab leads, then leads until stop() is called or another tab takes the lead.
 * `take`: the leader does not speak any more, it is to lead no longer.
 */
export function lead(
  name: string,
  take: boolean,
  begin: () => void,
  end: () => void,
): { stop: () => void } {
  const waits = new AbortController()
  let release = () => {}
  let ended = false
  const over = () => {
    if (ended) return
    ended = true
    end()
  }
  const hold = () =>
    new Promise<void>((resolve) => {
      release = resolve
      begin()
    })
  navigator.locks
    .request(name, take ? { steal: true } : { signal: waits.signal }, hold)
    .catch(() => {}) // taken by another tab, or given up while it waited
    .finally(over)
  return {
    stop: () => {
      waits.abort()
      release()
    },
  }
}
