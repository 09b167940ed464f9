import { OnePaper } from '../../parts/one-paper'

/** A paper of the reader's own case, once it was served on them. */
export default function OwnPaper({ id }: { id: string }) {
  return <OnePaper at={`/own-papers/${encodeURIComponent(id)}`} back="/my-case" />
}
