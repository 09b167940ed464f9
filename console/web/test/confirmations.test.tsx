import { render } from 'preact'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { find, ours, seenBy, watching } from '../src/app/routes'
import { me } from '../src/base/session'
import type { Me, ProposalRow, Role } from '../src/contract'
import { after, awaited, deeds, Row } from '../src/pages/confirmations/row'
import { items, sentence } from '../src/pages/confirmations/sentence'
import { Without } from '../src/pages/overview/without'
import { argsOf, commands, lacking } from '../src/parts/commands'
import { CommandForm } from '../src/parts/form'
import { Toasts } from '../src/parts/toast'
import { tallyOf } from '../src/parts/waiting'
import { tell } from '../src/words/entry'
import { namesById } from '../src/words/names'
import { known, setLang } from '../src/words/words'
import { anEntry, aProposal, at, now } from './support'

const root = document.createElement('div')
document.body.append(root)

beforeEach(async () => {
  sessionStorage.clear()
  await setLang('zh')
  namesById.value = {
    units: [
      { id: 'c', parent: '', level: 'city', zh: '共青城市', en: 'Gongqingcheng City' },
      { id: 'v1', parent: 't1', level: 'village', zh: '松林村※', en: 'Songlin Village※' },
    ],
    groups: [{ id: 'g2', zh: '督导二组（竹）', en: 'Group 2 (Bamboo)' }],
    people: [
      ['zhang', '张三※'],
      ['li', '李四※'],
      ['wang', '王五※'],
      ['zhao', '赵六※'],
    ].map(([id, name]) => ({ id: id!, name: name!, en: '', unit: 'c', post: '' })),
  }
})
afterEach(() => {
  render(null, root)
  vi.unstubAllGlobals()
})
// Effects run after a paint that never comes: their timers end before the window does.
afterAll(() => new Promise((resolve) => setTimeout(resolve, 150)))

const settle = () => new Promise((resolve) => setTimeout(resolve, 20))

const proposals: [over: Partial<ProposalRow>, zh: string, en: string][] = [
  [
    {
      command: 'post.set',
      fields: { id: 'x', unit: 'c', role: 'leader', holder: 'zhang', deputy: 'wang' },
      stands: { unit: 'c', role: 'leader', holder: 'li', deputy: '' },
    },
    '设定岗位：共青城市领导 → 张三※；代理人：王五※；原任：李四※',
    'Set a post: leader, Gongqingcheng City → 张三※; deputy: 王五※; until now: 李四※',
  ],
  [
    { command: 'post.set', fields: { unit: 'c', role: 'officer', holder: '', deputy: '' } },
    '设定岗位：共青城市纪检干部 → 空缺',
    'Set a post: discipline officer, Gongqingcheng City → vacant',
  ],
  [
    {
      command: 'post.set',
      fields: { unit: 'c', role: 'unit_officer', holder: 'li', deputy: '' },
      stands: { unit: 'c', role: 'leader', holder: 'li', deputy: '' },
    },
    '设定岗位：共青城市单位经办人 → 李四※；原岗位：共青城市领导',
    'Set a post: unit officer, Gongqingcheng City → 李四※; the post until now: leader, Gongqingcheng City',
  ],
  [
    {
      command: 'key.enrol',
      fields: { id: '3f9ac17b52e0d884', kind: 'device', group: 'g2', person: '', speaks_for: [] },
    },
    '登记设备：督导二组（竹），编号 3f9a c17b 52e0 d884',
    'Enrol a device: Group 2 (Bamboo), no. 3f9a c17b 52e0 d884',
  ],
  [
    {
      command: 'key.enrol',
      fields: { id: 'ab', kind: 'gateway', group: '', person: '', speaks_for: ['li', 'wang'] },
    },
    '登记平台密钥：机关，编号 ab；可代为办理：李四※、王五※',
    'Enrol a key of the console: the office, no. ab; may speak for: 李四※, 王五※',
  ],
  [
    { command: 'task.withdraw', stands: { number: '2026-12', group: 'g2' }, text: '大雪封路' },
    '撤回任务 督字〔2026〕12号（督导二组（竹））：大雪封路',
    'Withdraw Task 2026-12 (Group 2 (Bamboo)): 大雪封路',
  ],
  [
    {
      command: 'grant.give',
      fields: { person: 'li', role: 'auditor', scope: 'c', until: at('2027-01-01T00:00:00') },
    },
    '授予权限：李四※ → 共青城市审计员，至 2026-12-31',
    'Give a role: 李四※ → auditor, Gongqingcheng City, until 2026-12-31',
  ],
  [
    {
      command: 'grant.withdraw',
      fields: { person: 'li', role: 'auditor', scope: 'c' },
      text: '已调离',
    },
    '收回授权：李四※，共青城市审计员：已调离',
    'Take back a role: 李四※, auditor, Gongqingcheng City: 已调离',
  ],
  [
    {
      command: 'group.form',
      fields: { id: 'g2', name_zh: '二组', name_en: 'Two', head: 'li', members: ['li', 'zhao'] },
      stands: { head: 'zhang', members: ['zhang', 'li'] },
    },
    '调整督导组：二组，组长李四※；原组长：张三※；加入：赵六※；调出：张三※',
    'Change a group: Two, headed by 李四※; head until now: 张三※; joining: 赵六※; leaving: 张三※',
  ],
  [
    { command: 'conflict.withdraw', fields: { person: 'li', unit: 'v1' }, text: '已调离' },
    '解除利害关系：李四※，松林村※：已调离',
    'End a conflict of interest: 李四※, Songlin※: 已调离',
  ],
  [
    {
      command: 'person.register',
      fields: { id: 'li', unit: 'v1' },
      stands: { unit: 'c' },
      text: '李新※',
    },
    '更改人员登记：李新※，松林村※；原单位：共青城市',
    'Change a person’s entry: 李新※, Songlin※; unit until now: Gongqingcheng City',
  ],
  [
    {
      command: 'unit.register',
      fields: { name_zh: '竹林村※', name_en: 'Zhulin※', parent: 'c' },
      stands: { name_zh: '松林村※', name_en: 'Songlin※' },
    },
    '更改单位：松林村※ → 竹林村※；隶属共青城市',
    'Change a unit: Songlin※ → Zhulin※; under Gongqingcheng City',
  ],
  [
    {
      command: 'key.revoke',
      fields: { key: 'ab' },
      stands: { kind: 'engine', group: '', person: '' },
    },
    '停用抽取引擎密钥：机关，编号 ab',
    'Revoke a key of the draw engine: the office, no. ab',
  ],
  [
    { command: 'policy.adopt', fields: { title: '新规则' }, stands: { title: '旧规则' } },
    '采用规则：新规则；现行：旧规则',
    'Adopt a policy: 新规则; in force: 旧规则',
  ],
  [
    { command: 'rules.bend', fields: { person: 'li', softly: 'much', revoked: false, note: '' } },
    'rules.bend；人员：李四※；softly：much',
    'rules.bend; Person: 李四※; softly: much',
  ],
]

test.each(proposals)('%o is one sentence of an official', async (over, zh, en) => {
  expect(sentence(aProposal(over))).toBe(zh)
  await setLang('en')
  expect(sentence(aProposal(over))).toBe(en)
})

test('every command that waits for a second person has words, and each field its name', () => {
  const confirmed = [
    ['unit.register', 'id,parent,level,name_zh,name_en'],
    ['person.register', 'id,unit'],
    ['post.set', 'id,unit,role,holder,deputy'],
    ['grant.give', 'person,role,scope,until'],
    ['grant.withdraw', 'person,role,scope'],
    ['group.form', 'id,name_zh,name_en,head,members,skills'],
    ['conflict.declare', 'person,unit'],
    ['conflict.withdraw', 'person,unit'],
    ['key.enrol', 'id,kind,person,group,speaks_for,incarnation'],
    ['key.revoke', 'key'],
    ['incarnation.grant', 'key,incarnation'],
    ['checklist.adopt', 'theme,zh,en,items'],
    ['policy.adopt', 'title'],
    ['calendar.adopt', 'revision'],
    ['task.withdraw', 'task'],
  ] as const
  for (const [command, fields] of confirmed) {
    expect(known(`command.${command}`), command).toBe(true)
    for (const field of fields.split(',')) {
      expect(known(`proposed.${field}`) || known(`field.${field}`), field).toBe(true)
    }
    const some = aProposal({ command, fields: { kind: 'device', until: now }, stands: {} })
    expect(sentence(some)).not.toContain(command)
  }
  expect(items(aProposal({ fields: { unit: 'v1', role: 'leader', deputy: '' } }))).toEqual([
    ['单位', '松林村※'],
    ['岗位角色', '领导'],
  ])
  // An id says nothing to a reader where there is a number.
  const withdrawal = aProposal({ fields: { task: '69856' }, stands: { number: '2026-12' } })
  expect(items(withdrawal)).toEqual([['任务', '督字〔2026〕12号']])
})

test('a row says who may still confirm it, the reader first, and a crowd by its number', () => {
  const row = aProposal({
    missing: [['li', 'wang'], ['zhang'], [], ['zhang', 'li', 'wang', 'zhao']],
  })
  expect(awaited(row, 'wang')).toEqual([
    '待您、李四※中任一人确认',
    '待张三※确认',
    '现在没有其他人可以确认，到期失效',
    '待您、张三※、李四※等 4 人中任一人确认',
  ])
  expect(after(row, 'wang')).toBe(2)
})

test('what is one’s own is withdrawn, what is others’ refused', () => {
  const may = ['proposal.refuse']
  expect(deeds(aProposal({ may, proposer: 'li' }), 'li')).toEqual(['proposal.withdraw'])
  expect(deeds(aProposal({ may, proposer: 'li' }), 'wang')).toEqual(may)
  const own = commands['proposal.withdraw']!
  expect(own.sends).toBe('proposal.refuse')
  expect(argsOf(own, '48', {})).toEqual({ proposal: '48', reason: '' })
  expect(lacking(own, {})).toEqual([])
  expect(lacking(commands['proposal.refuse']!, {})).toEqual(['reason'])
})

test('the badge counts what waits for the reader', () => {
  const rows = [aProposal({ waits_for_me: true }), aProposal({ id: '64' })]
  expect(tallyOf(rows)).toEqual({ mine: 1, all: 2 })
})

test('the office has the page always, others while there is something for them', () => {
  const has = (items: typeof watching, roles: Role[], asked: boolean) =>
    seenBy(items, roles, asked).some((item) => item.to === '/confirmations')
  for (const role of ['leader', 'officer', 'plan_keeper', 'auditor'] as const) {
    expect(has(watching, [role], false), role).toBe(true)
  }
  for (const role of ['group_head', 'inspector', 'administrator'] as const) {
    expect(has(watching, [role], false), role).toBe(false)
    expect(has(watching, [role], true), role).toBe(true)
  }
  expect(has(ours, ['unit_officer'], false)).toBe(false)
  expect(has(ours, ['unit_officer'], true)).toBe(true)
  expect(find('/confirmations')?.route.title).toBe('nav.confirmations')
})

const press = async (text: string) => {
  const button = [...root.querySelectorAll('button')].find((b) => b.textContent?.startsWith(text))!
  button.click()
  await settle()
}

test('the dialog says what follows before the deed, and sends the command', async () => {
  me.value = { person: 'wang' } as Me
  const sent: { url: string; body: { args: unknown } }[] = []
  vi.stubGlobal('fetch', async (url: string, init: { body: string }) => {
    sent.push({ url, body: JSON.parse(init.body) })
    return new Response(JSON.stringify({ seq: 9, id: '', number: '', proposal: '' }))
  })
  const row = aProposal({
    command: 'task.withdraw',
    proposer: 'li',
    stands: { number: '2026-12', group: 'g2' },
    text: '大雪封路',
    missing: [['wang', 'zhao']],
    waits_for_me: true,
    may: ['proposal.confirm', 'proposal.refuse'],
  })
  const reload = vi.fn()
  render(<Row row={row} first reload={reload} />, root)
  expect(root.querySelector('.button.primary')?.textContent).toBe('确认…')
  await press('确认')
  const dialog = root.querySelector('dialog')!
  expect(dialog.textContent).toContain('确认后立即生效，并记录您与提出人两人姓名。')
  expect(dialog.textContent).toContain('督字〔2026〕12号')
  dialog.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()
  expect(sent.map((each) => each.url)).toEqual(['/api/v1/commands/proposal.confirm'])
  expect(sent[0]!.body.args).toEqual({ proposal: row.id })
  expect(reload).toHaveBeenCalled()
})

test('before a third person has confirmed nobody is told that it takes effect', async () => {
  me.value = { person: 'wang' } as Me
  const row = aProposal({
    command: 'key.enrol',
    fields: { kind: 'gateway', speaks_for: ['zhang'] },
    missing: [['wang', 'zhao'], ['zhang']],
    may: ['proposal.confirm'],
  })
  render(<Row row={row} first reload={() => {}} />, root)
  await press('确认')
  const dialog = root.querySelector('dialog')!
  expect(dialog.textContent).toContain('还需另外 1 人确认才生效')
  expect(dialog.textContent).not.toContain('立即生效')
})

test('what waits for a second person is called proposed and not done', async () => {
  vi.stubGlobal(
    'fetch',
    async () => new Response(JSON.stringify({ seq: 9, id: '', number: '2026-3', proposal: '48' })),
  )
  render(
    <>
      <CommandForm name="task.withdraw" id="12" about="督字〔2026〕12号" done={() => {}} />
      <Toasts />
    </>,
    root,
  )
  expect(root.textContent).toContain('撤回须两位领导')
  expect(root.querySelectorAll('select')).toHaveLength(0) // no second leader is chosen any more
  const text = root.querySelector('textarea')!
  text.value = '大雪封路'
  text.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
  root.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()
  expect(root.querySelector('.toast')?.textContent).toBe('已提出，待另一人确认（编号 2026-3）')
})

test('a deed of two is told with both names', async () => {
  const entry = anEntry({ type: 'task.withdrawn', actor: 'zhang', second: 'li' })
  expect(tell(entry).who).toBe('张三※提出，李四※确认：')
  await setLang('en')
  expect(tell(entry).who).toBe('张三※ proposed, 李四※ confirmed:')
  expect(tell({ ...entry, second: '' }).who).toBe('张三※')
})

test('a proposal is told by its command and by how it ended', () => {
  const made = tell(anEntry({ type: 'proposal.made', fields: { command: 'post.set' } }))
  expect([made.deed, made.more]).toEqual(['提出事项，待另一人确认', '设定岗位'])
  for (const how of ['confirmed', 'refused', 'withdrawn', 'lapsed']) {
    expect(known(`event.proposal.ended.${how}`), how).toBe(true)
  }
  expect(tell(anEntry({ type: 'conflict.withdrawn' })).deed).toBe('解除利害关系')
})

test('villages that no group may visit are named, and nothing where there are none', () => {
  const overview = (without_group: string[]) => ({ without_group }) as never
  render(<Without o={overview(['v1'])} />, root)
  expect(root.querySelector('h2')?.textContent).toBe('1 个村没有督导组可去：松林村※')
  render(<Without o={overview([])} />, root)
  expect(root.textContent).toBe('')
})
