// Something asked of the server by a button: under way, refused, or neither.

import { useState } from 'preact/hooks'
import { Refusal } from '../base/api'

export interface Attempting {
  busy: boolean
  refusal: Refusal | null
  /** Only what the server refuses is told; anything else is a fault of ours. */
  attempt: (deed: () => Promise<void>) => Promise<void>
}

export function useAttempt(refused?: (refusal: Refusal) => void): Attempting {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const attempt = async (deed: () => Promise<void>) => {
    setBusy(true)
    setRefusal(null)
    try {
      await deed()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setRefusal(error)
      refused?.(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, refusal, attempt }
}
