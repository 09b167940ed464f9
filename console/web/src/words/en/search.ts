// Looking for things, and lists that go on.

export const search = {
  'search.all': 'All results',
  'search.none': 'Nothing found for “{q}”',
  'search.none.text':
    'A number may be typed as Rectification 2026-3 or 2026-3; or type a place, a unit, a person or words of the problem. Only what you may see is looked through.',
  'search.begin': 'Type a number, a name or some words',
  'search.more': '{n} more: type further words to narrow it',
  'search.kind.rectification': 'Rectifications',
  'search.kind.task': 'Tasks',
  'search.kind.finding': 'Findings',
  'search.kind.case': 'Leads',
  'search.kind.plan': 'Plans',
  'search.kind.proposal': 'Proposals',
  'search.kind.unit': 'Places and units',
  'search.kind.group': 'Groups',
  'search.kind.person': 'People',
  'page.more': 'Show more',
}
