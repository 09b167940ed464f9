import type { Entry } from '../contract'

/** Where the matter of an event stands; nothing where it has no page. */
export function pageOf({ matter }: Entry): string {
  const [kind = '', id = ''] = matter.split(':')
  const folder = {
    task: 'tasks',
    finding: 'findings',
    rectification: 'rectifications',
    case: 'cases',
  }
  const at = folder[kind as keyof typeof folder]
  return at && id ? `/${at}/${id}` : ''
}
