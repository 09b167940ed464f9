// One question: its way, large controls, what others of the group said, and the finding that an
// answer may be.

import { useState } from 'preact/hooks'
import { go } from '../../base/router'
import { seen } from '../../base/visible'
import { Icon } from '../../parts/icon'
import { hourOf } from '../../time/civil'
import type { ChecklistItem } from '../contract'
import {
  answersTo,
  choicesOf,
  differs,
  howOf,
  isFinding,
  isNumber,
  isPicked,
  itemsOf,
  lastWords,
  listsOf,
  ruleOf,
} from '../core/checklist'
import { mayI } from '../core/may'
import type { Given, ShownTask } from '../core/merge'
import { bilingual, personName, question } from '../names'
import { act } from '../parts/act'
import { sayAnswer } from '../parts/answer'
import { Choice, TextField } from '../parts/fields'
import { Empty, notify, Page } from '../parts/frame'
import { Pictures } from '../parts/pictures'
import { type Drafted, useDraft } from '../shell/draft'
import { photosFor } from '../shell/photos'
import { agent, draftPhotos, myStanding, person } from '../shell/store'
import { known, t, word } from '../words/words'
import { Progress } from './list'

export function ItemPage({ task, id }: { task: ShownTask; id: string }) {
  const all = agent.value?.checklists ?? []
  const items = itemsOf(task, all)
  const item = items.find((each) => each.id === id)
  const back = `/tasks/${task.task}/list`
  if (!item) {
    return (
      <Page title={t('list.title')} back={back}>
        <Empty icon="ledger" title={t('item.gone')} />
      </Page>
    )
  }
  const list = listsOf(task, all).find((each) => each.items.includes(item))!
  return (
    <Question
      key={id}
      task={task}
      item={item}
      place={items.indexOf(item)}
      items={items}
      list={bilingual(list.zh, list.en)}
    />
  )
}

interface Props {
  task: ShownTask
  item: ChecklistItem
  items: ChecklistItem[]
  place: number
  list: string
}

function Question({ task, item, items, place, list }: Props) {
  const at = `/tasks/${task.task}/list`
  const form = `answer:${task.task}:${item.id}`
  const answers = answersTo(task, item.id)
  const mine = answers.filter((a) => a.own || a.by === person.value).at(-1)
  const { kind, way } = howOf(item.how)
  const draft = useDraft(form, { value: mine?.value ?? '', text: mine?.text ?? '' })
  const [wrong, setWrong] = useState('')
  if (!draft) return null
  const next = items[place + 1]
  const previous = items[place - 1]
  const value = draft.values.value ?? ''
  const text = seen(draft.values.text ?? '')
  const changed = value !== (mine?.value ?? '') || text !== (mine?.text ?? '')
  const open = mayI(task.state, 'answer', myStanding.value)
  const onwards = () => go(next ? `${at}/${next.id}` : at, 'replace')

  const save = async (then: () => void) => {
    const given = kind === 'text' ? (value === 'none' ? 'none' : text ? 'y' : '') : value
    const has = given !== '' && (changed || (!mine && given !== ''))
    if (has && kind === 'number' && !isNumber(item, given)) {
      const part = ruleOf(item)?.when === '<all'
      return setWrong(t(part ? 'item.number.part.wrong' : 'item.number.wrong'))
    }
    const taken = await photosFor(form).catch(() => null)
    if (!taken) return notify(t('kept.failed'), true)
    const body = { do: 'answer', task: task.task, item: item.id, value: given } as const
    const said = [
      ...(has ? [{ task: task.task, body: { ...body, ...(text ? { text } : {}) } }] : []),
      ...taken.map((photo) => ({
        task: task.task,
        body: { do: 'attach', task: task.task, hash: photo.hash, mime: photo.mime } as const,
      })),
    ]
    if (said.length === 0 || !open) return then()
    const keys = has ? [draft.key] : []
    if (await act(said, { draft: form, keys }, has ? 'answer' : 'attach')) then()
  }

  const unlike = differs(answers)
  const rule = ruleOf(item)
  const values = [...answers.map((a) => a.value), ...(changed && value ? [value] : [])]
  const found = isFinding(rule, values)
  const recorded = task.findings.find(
    (f) => f.facts.rule === item.id || f.facts.rule === rule?.check,
  )
  const record = `/tasks/${task.task}/findings/new?item=${item.id}`

  return (
    <Page
      title={list}
      note={`${place + 1} / ${items.length}`}
      back={at}
      foot={
        <div class="acts row">
          <button
            type="button"
            class="button"
            disabled={!previous}
            onClick={() => void save(() => go(`${at}/${previous!.id}`, 'replace'))}
          >
            {t('item.previous')}
          </button>
          <button type="button" class="button primary" onClick={() => void save(onwards)}>
            {t(open ? (next ? 'item.next' : 'item.last') : 'item.next.plain')}
          </button>
        </div>
      }
    >
      <Progress have={place + 1} of={items.length} />
      <section class="block question">
        <p class="note">
          <span class="code">{item.id}</span> {t(`way.${way}`)}
        </p>
        <h2>{question(item)}</h2>
        <Notes notes={item.note} />
        {rule?.when === '2n' && <p class="hint">{t('item.households')}</p>}
      </section>
      {unlike && <Answers task={task} item={item} answers={answers} />}
      {open && (
        <section class="block">
          <Controls item={item} draft={draft} wrong={wrong} />
          {kind !== 'text' && (
            <TextField
              id="remark"
              label={t('item.remark')}
              lines={2}
              value={draft.values.text ?? ''}
              put={(v) => draft.put('text', v)}
            />
          )}
          <Pictures
            task={task.task}
            draft={form}
            photos={draftPhotos(form)}
            label={t('item.photos')}
          />
        </section>
      )}
      {open && rule && found && (
        <section class="block found">
          <p>
            {t('item.as_finding.text', {
              category: word('category', rule.category),
              severity: word('severity', rule.severity),
            })}
          </p>
          {recorded ? (
            <p class="strong">
              <Icon name="check" /> {t('item.recorded')}
            </p>
          ) : (
            <button type="button" class="button wide" onClick={() => void save(() => go(record))}>
              {t('item.as_finding')}
            </button>
          )}
        </section>
      )}
      {!unlike && <Answers task={task} item={item} answers={answers} />}
    </Page>
  )
}

function Notes({ notes }: { notes: string }) {
  const lines = [...notes].map((letter) => `note.${letter}`).filter(known)
  if (lines.length === 0) return null
  return (
    <ul class="notes">
      {lines.map((key) => (
        <li key={key}>{t(key)}</li>
      ))}
    </ul>
  )
}

function Controls({ item, draft, wrong }: { item: ChecklistItem; draft: Drafted; wrong: string }) {
  const { kind } = howOf(item.how)
  const value = draft.values.value ?? ''
  const put = (v: string) => draft.put('value', v)
  const choices = choicesOf(item)
  if (kind === 'number') {
    const part = ruleOf(item)?.when === '<all'
    return (
      <TextField
        id="number"
        label={t('item.number')}
        hint={t(part ? 'item.number.part' : 'item.number.hint')}
        wrong={wrong}
        mode={part ? 'text' : 'numeric'}
        value={value}
        max={13}
        put={(v) => put(seen(v))}
      />
    )
  }
  if (kind === 'text') {
    return (
      <>
        <TextField
          id="said"
          label={t('item.text')}
          lines={4}
          value={draft.values.text ?? ''}
          put={(v) => {
            draft.put('text', v)
            put(seen(v) ? 'y' : '')
          }}
        />
        <Choice
          id="none"
          label={t('item.text')}
          bare
          columns={1}
          value={value}
          put={(v) => {
            draft.put('text', '')
            put(v)
          }}
          options={[{ value: 'none', label: t('item.text.none') }]}
        />
      </>
    )
  }
  const options =
    kind === 'choice' && choices.length
      ? choices.map((c) => ({ value: c.value, label: bilingual(c.zh, c.en) }))
      : [
          {
            value: 'y',
            label: (
              <>
                <Icon name="check" size={20} /> {t('answer.y')}
              </>
            ),
          },
          {
            value: 'n',
            label: (
              <>
                <Icon name="close" size={20} /> {t('answer.n')}
              </>
            ),
          },
        ]
  return (
    <Choice
      id="answer"
      label={question(item)}
      bare
      value={value}
      put={put}
      options={options}
      columns={options.length === 3 ? 3 : 2}
    />
  )
}

/** What was said, by whom. Where two differ both stand side by side, and the head picks one. */
function Answers({
  task,
  item,
  answers,
}: {
  task: ShownTask
  item: ChecklistItem
  answers: Given[]
}) {
  if (answers.length === 0) return null
  const unlike = differs(answers)
  const shown = unlike ? lastWords(answers) : answers
  const picks = unlike && mayI(task.state, 'pick', myStanding.value)
  const pick = (index: number) =>
    act([{ task: task.task, body: { do: 'pick', task: task.task, item: item.id, index } }])
  return (
    <section class={unlike ? 'block found' : 'block'}>
      <h2>{t(unlike ? 'item.both' : 'item.history')}</h2>
      {unlike && !isPicked(task, item.id) && (
        <p class="text">{t(picks ? 'item.both.head' : 'item.both.member')}</p>
      )}
      <ul class={unlike ? 'both' : 'history'}>
        {shown.map((answer, i) => {
          const picked = task.picked[item.id] === answer.index && answer.index >= 0
          return (
            <li key={`${answer.index}-${i}`} class={picked ? 'picked' : undefined}>
              <b>{sayAnswer(item, answer)}</b>
              {answer.text && answer.text !== sayAnswer(item, answer) && <span>{answer.text}</span>}
              <small>
                {personName(answer.by ?? '')}
                {answer.at ? ` ${hourOf(answer.at)}` : ''}
              </small>
              {picked && (
                <span class="strong">
                  <Icon name="check" size={14} /> {t('item.picked')}
                </span>
              )}
              {picks && !picked && answer.index >= 0 && (
                <button type="button" class="button" onClick={() => void pick(answer.index)}>
                  {t('item.pick')}
                </button>
              )}
              {picks && answer.index < 0 && <small>{t('item.pick.wait')}</small>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
