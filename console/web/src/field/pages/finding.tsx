// A finding: recorded, amended, photographed, put right on the spot.

import { useState } from 'preact/hooks'
import { ask, go } from '../../base/router'
import { seen } from '../../base/visible'
import { categories, severities } from '../../domain/codes'
import { Icon } from '../../parts/icon'
import type { Body, Facts } from '../contract'
import { itemsOf, ruleOf } from '../core/checklist'
import { mayI } from '../core/may'
import { factsOf, type ShownFinding, type ShownTask } from '../core/merge'
import { basis, paperOf, placeOf, question, unitName } from '../names'
import { act } from '../parts/act'
import { Check, Choice, SelectField, TextField } from '../parts/fields'
import { Empty, notify, Page } from '../parts/frame'
import { Pictures } from '../parts/pictures'
import { Tick } from '../parts/tick'
import { type Drafted, useDraft } from '../shell/draft'
import { photosFor } from '../shell/photos'
import { coordinates, locate } from '../shell/position'
import { agent, draftPhotos, myStanding, photos } from '../shell/store'
import { t, word } from '../words/words'
import { reachOf } from './findings'

export function NewFindingPage({ task }: { task: ShownTask }) {
  const item = itemsOf(task, agent.value?.checklists ?? []).find((i) => i.id === ask('item'))
  const rule = item ? ruleOf(item) : null
  const form = `finding:${task.task}:${item?.id ?? 'new'}`
  const draft = useDraft(form, {
    category: rule?.category ?? '',
    severity: rule?.severity ?? '',
    unit: task.target,
    rule: item?.id ?? '',
  })
  const back = `/tasks/${task.task}/findings`
  const [wrong, setWrong] = useState<string[]>([])
  if (!draft) return null

  const send = async (event: Event) => {
    event.preventDefault()
    const facts = factsIn(draft.values)
    const faults = lacking(facts)
    setWrong(faults)
    if (faults.length) return document.getElementById(faults[0]!)?.focus()
    const finding = draft.key // pressed twice it is one finding
    const record: Body = { do: 'record', task: task.task, finding, ...facts }
    const taken = await photosFor(form).catch(() => null)
    if (!taken) return notify(t('kept.failed'), true)
    const pictures = taken.map((p) => attach(task, p.hash, p.mime, finding))
    const said = [{ task: task.task, body: record }, ...pictures]
    if (await act(said, { draft: form, keys: [draft.key] })) go(back, 'replace')
  }

  return (
    <Page
      title={t('finding.new')}
      note={paperOf(task)}
      back={item ? `/tasks/${task.task}/list/${item.id}` : back}
      foot={
        mayI(task.state, 'record', myStanding.value) && (
          <div class="acts">
            <button type="submit" form="finding" class="button primary wide">
              {t('finding.save')}
            </button>
          </div>
        )
      }
    >
      <form id="finding" class="block" onSubmit={send} noValidate>
        {item && (
          <p class="note">
            <span class="code">{item.id}</span> {question(item)}
          </p>
        )}
        <FactFields draft={draft} wrong={wrong} task={task} />
        <h2 class="label">{t('finding.photos')}</h2>
        <Pictures
          task={task.task}
          draft={form}
          photos={draftPhotos(form)}
          label={t('finding.photos')}
        />
      </form>
    </Page>
  )
}

const attach = (task: ShownTask, hash: string, mime: string, finding: string) => ({
  task: task.task,
  body: { do: 'attach', task: task.task, finding, hash, mime } as const,
})

const other = '·other'

function factsIn(values: Record<string, string>): Facts {
  const unit = values.unit === other ? (values.unit_code ?? '') : (values.unit ?? '')
  return {
    category: values.category ?? '',
    severity: values.severity ?? '',
    unit: unit.trim(),
    text: seen(values.text ?? ''),
    suspected_breach: values.suspected_breach === 'true',
    rule: values.rule ?? '',
  }
}

function lacking(facts: Facts): string[] {
  const faults = (['category', 'severity', 'unit', 'text'] as const).filter((f) => !facts[f])
  return facts.unit && !/^[A-Za-z0-9._-]{1,64}$/.test(facts.unit) ? [...faults, 'unit'] : faults
}

function FactFields({ draft, wrong, task }: { draft: Drafted; wrong: string[]; task: ShownTask }) {
  const { values, put } = draft
  const say = (field: string) => (wrong.includes(field) ? t('missing') : undefined)
  const [search, setSearch] = useState('')
  const units = new Map((agent.value?.units ?? []).map((u) => [u.id, unitName(u.id)]))
  if (task.target) units.set(task.target, placeOf(task))
  const unit = values.unit ?? ''
  if (unit && unit !== other && !units.has(unit)) units.set(unit, unit)
  const find = async () => {
    setSearch(t('check_in.locating'))
    const found = await locate()
    if (!('position' in found)) return setSearch(t('check_in.nowhere').split('。')[0]!)
    setSearch('')
    const { accuracy_m } = found.position
    const line = t('finding.position.line', { at: coordinates(found.position), n: accuracy_m })
    put('text', [seen(values.text ?? ''), line].filter(Boolean).join('\n'))
  }
  return (
    <>
      <SelectField
        id="category"
        label={t('finding.category')}
        wrong={say('category')}
        first={t('choose')}
        value={values.category ?? ''}
        put={(v) => put('category', v)}
        options={categories.map((c) => ({ value: c, label: word('category', c) }))}
      />
      <Choice
        id="severity"
        label={t('finding.severity')}
        wrong={say('severity')}
        columns={4}
        value={values.severity ?? ''}
        put={(v) => put('severity', v)}
        options={severities.map((s) => ({ value: s, label: word('severity', s) }))}
      />
      <TextField
        id="text"
        label={t('finding.text')}
        hint={t('finding.text.hint')}
        wrong={say('text')}
        lines={5}
        value={values.text ?? ''}
        put={(v) => put('text', v)}
      />
      <button type="button" class="button wide" onClick={() => void find()}>
        <Icon name="pin" />
        {search || t('finding.position.add')}
      </button>
      <SelectField
        id="unit"
        label={t('finding.unit')}
        wrong={unit === other ? undefined : say('unit')}
        first={t('choose')}
        value={unit}
        put={(v) => put('unit', v)}
        options={[
          ...[...units].map(([value, label]) => ({ value, label })),
          { value: other, label: t('finding.unit.other') },
        ]}
      />
      {unit === other && (
        <TextField
          id="unit_code"
          label={t('finding.unit.other')}
          hint={t('finding.unit.hint')}
          wrong={wrong.includes('unit') ? t('finding.unit.wrong') : undefined}
          max={64}
          value={values.unit_code ?? ''}
          put={(v) => put('unit_code', v)}
        />
      )}
      <Check
        id="suspected_breach"
        label={t('finding.breach')}
        hint={t('finding.breach.hint')}
        checked={values.suspected_breach === 'true'}
        put={(on) => put('suspected_breach', String(on))}
      />
    </>
  )
}

export function FindingPage({ task, id }: { task: ShownTask; id: string }) {
  const finding = task.findings.find((f) => f.id === id)
  const back = `/tasks/${task.task}/findings`
  if (!finding) {
    return (
      <Page title={t('finding.one')} back={back}>
        <Empty icon="warn" title={t('finding.gone')} />
      </Page>
    )
  }
  return <Amend task={task} finding={finding} back={back} />
}

function Amend({ task, finding, back }: { task: ShownTask; finding: ShownFinding; back: string }) {
  const { facts } = finding
  const form = `amend:${finding.id}`
  const draft = useDraft(form, {
    category: facts.category,
    severity: facts.severity,
    unit: facts.unit,
    text: facts.text,
    suspected_breach: String(facts.suspected_breach),
    rule: facts.rule,
  })
  const [wrong, setWrong] = useState<string[]>([])
  if (!draft) return null
  const open = mayI(task.state, 'amend', myStanding.value)
  const own = [...photos.value.values()].filter((p) => finding.photos.includes(p.hash))
  const reach = reachOf(finding.id)

  /** A photo of a finding that is recorded already belongs to it at once. */
  const taken = async () =>
    act(
      (await photosFor(form)).map((p) => attach(task, p.hash, p.mime, finding.id)),
      {},
      'attach',
    )

  const send = async (event: Event) => {
    event.preventDefault()
    const next = factsIn(draft.values)
    const faults = lacking(next)
    setWrong(faults)
    if (faults.length) return document.getElementById(faults[0]!)?.focus()
    if (JSON.stringify(next) === JSON.stringify(factsOf(facts))) return go(back, 'replace')
    const body: Body = { do: 'amend', finding: finding.id, ...next }
    if (await act([{ task: task.task, body }], { draft: form, keys: [draft.key] }))
      go(back, 'replace')
  }

  return (
    <Page
      title={t('finding.one')}
      note={paperOf(task)}
      back={back}
      foot={
        open && (
          <div class="acts">
            <button type="submit" form="finding" class="button primary wide">
              {t('finding.amend')}
            </button>
          </div>
        )
      }
    >
      <section class="block">
        <p class="reach">
          <Tick reach={reach} /> {t(`outbox.${reach}`)}
          {facts.rule && <span class="note">{t('finding.rule', { rule: basis(facts.rule) })}</span>}
          {finding.corrected && <span class="tag">{t('finding.corrected')}</span>}
        </p>
        {!facts.text && <p class="band">{t('finding.elsewhere')}</p>}
        <h2 class="label">{t('finding.photos')}</h2>
        <Pictures
          task={task.task}
          draft={form}
          photos={[...own, ...draftPhotos(form)]}
          label={t('finding.photos')}
          mayAdd={open}
          taken={() => void taken()}
        />
      </section>
      {open ? (
        <form id="finding" class="block" onSubmit={send} noValidate>
          <p class="hint">{t('finding.amend.text')}</p>
          <FactFields draft={draft} wrong={wrong} task={task} />
        </form>
      ) : (
        <section class="block">
          <p class="text">
            {word('category', facts.category)}
            {t('comma')}
            {word('severity', facts.severity)}
            {t('comma')}
            {unitName(facts.unit)}
          </p>
          <p>{facts.text}</p>
        </section>
      )}
      {open && facts.severity === 'minor' && !finding.corrected && (
        <Correct task={task} finding={finding} />
      )}
    </Page>
  )
}

function Correct({ task, finding }: { task: ShownTask; finding: ShownFinding }) {
  const form = `correct:${finding.id}`
  const draft = useDraft(form)
  const [wrong, setWrong] = useState('')
  if (!draft) return null
  const how = seen(draft.values.how ?? '')
  const send = async (event: Event) => {
    event.preventDefault()
    setWrong(how ? (finding.photos.length ? '' : t('finding.correct.photo')) : t('missing'))
    if (!how || finding.photos.length === 0) return
    const body: Body = { do: 'correct', finding: finding.id, how, evidence: finding.photos }
    await act([{ task: task.task, body }], { draft: form, keys: [draft.key] })
  }
  return (
    <form class="block" onSubmit={send} noValidate>
      <h2>{t('do.correct')}</h2>
      <p class="hint">{t('finding.correct.text')}</p>
      <TextField
        id="how"
        label={t('finding.correct.how')}
        wrong={wrong}
        lines={3}
        value={draft.values.how ?? ''}
        put={(v) => draft.put('how', v)}
      />
      <button type="submit" class="button wide">
        {t('do.correct')}
      </button>
    </form>
  )
}
