import { OnePaper } from '../../parts/one-paper'

/** A paper of a matter that the reader sees. */
export default function PaperPage({ id }: { id: string }) {
  return <OnePaper at={`/papers/${encodeURIComponent(id)}`} back="/" />
}
