// A signature drawn with a finger, made a picture that says of which visit, whose and when.

import { useEffect, useRef, useState } from 'preact/hooks'
import { go } from '../../base/router'
import { seen } from '../../base/visible'
import { stamp } from '../../words/dates'
import { may } from '../core/may'
import type { ShownTask } from '../core/merge'
import { knownName, paperOf } from '../names'
import { act } from '../parts/act'
import { Check, TextField } from '../parts/fields'
import { notify, Page } from '../parts/frame'
import { Pictures } from '../parts/pictures'
import { moment } from '../shell/clock'
import { useDraft } from '../shell/draft'
import { photosFor, takePhoto } from '../shell/photos'
import { person, photos } from '../shell/store'
import { t } from '../words/words'

const width = 960
const height = 480
const foot = 56

type Point = [x: number, y: number]
type Stroke = Point[]

function drawStrokes(canvas: HTMLCanvasElement, strokes: Stroke[], ink: string): void {
  const c = canvas.getContext('2d')!
  c.clearRect(0, 0, width, height)
  c.strokeStyle = ink
  c.lineWidth = 6
  c.lineCap = 'round'
  c.lineJoin = 'round'
  for (const stroke of strokes) {
    c.beginPath()
    for (const [x, y] of stroke) c.lineTo(x, y)
    if (stroke.length === 1) c.lineTo(stroke[0]![0] + 0.1, stroke[0]![1]) // a dot
    c.stroke()
  }
}

/** Black on white, whatever the theme, with what it is for under it. */
async function pictureOf(strokes: Stroke[], typed: string, caption: string): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height + foot
  const c = canvas.getContext('2d')!
  if (strokes.length) {
    const ink = document.createElement('canvas')
    ink.width = width
    ink.height = height
    drawStrokes(ink, strokes, '#000')
    c.drawImage(ink, 0, 0)
  }
  c.fillStyle = '#000'
  c.textBaseline = 'middle'
  const sans = getComputedStyle(document.documentElement).getPropertyValue('--sans')
  if (typed) {
    c.font = `96px ${sans}`
    c.textAlign = 'center'
    c.fillText(typed, width / 2, height / 2, width - 80)
    c.textAlign = 'start'
  }
  c.font = `26px ${sans}`
  c.fillText(caption, 20, height + foot / 2, width - 40)
  c.globalCompositeOperation = 'destination-over'
  c.fillStyle = '#fff'
  c.fillRect(0, 0, width, height + foot)
  return new Promise((done) => canvas.toBlob(done, 'image/png'))
}

export function SignPage({ task }: { task: ShownTask }) {
  const form = `sign:${task.task}`
  const draft = useDraft(form, { who: knownName(person.value) })
  const canvas = useRef<HTMLCanvasElement>(null)
  const [strokes, setStrokes] = useState<Stroke[]>([])
  const [wrong, setWrong] = useState('')
  const back = `/tasks/${task.task}`
  const typed = draft?.values.typed === 'true'

  useEffect(() => {
    const kept = draft?.values.strokes
    if (kept && strokes.length === 0) setStrokes(JSON.parse(kept) as Stroke[])
  }, [draft?.key])
  useEffect(() => {
    if (!canvas.current) return
    drawStrokes(canvas.current, strokes, getComputedStyle(canvas.current).color)
  })
  if (!draft) return null

  const at = (e: PointerEvent): Point => {
    const box = canvas.current!.getBoundingClientRect()
    return [
      Math.round(((e.clientX - box.left) / box.width) * width),
      Math.round(((e.clientY - box.top) / box.height) * height),
    ]
  }
  const down = (e: PointerEvent) => {
    canvas.current!.setPointerCapture(e.pointerId)
    setStrokes([...strokes, [at(e)]])
    setWrong('')
  }
  const move = (e: PointerEvent) => {
    if (!canvas.current!.hasPointerCapture(e.pointerId)) return
    setStrokes((all) => [...all.slice(0, -1), [...all.at(-1)!, at(e)]])
  }
  const up = () => draft.put('strokes', JSON.stringify(strokes))
  const clear = () => {
    setStrokes([])
    draft.put('strokes', '[]')
  }

  const save = async (event: Event) => {
    event.preventDefault()
    const who = seen(draft.values.who ?? '')
    if (!who || (!typed && strokes.length === 0)) return setWrong(t(who ? 'sign.empty' : 'missing'))
    const caption = t('sign.caption', { paper: paperOf(task), who, t: stamp(moment()) })
    const blob = await pictureOf(typed ? [] : strokes, typed ? who : '', caption)
    if (blob) await takePhoto(task.task, form, blob).catch(() => null)
    const taken = await photosFor(form).catch(() => null)
    if (!taken) return notify(t('kept.failed'), true)
    const said = taken.map((p) => ({
      task: task.task,
      body: { do: 'attach', task: task.task, hash: p.hash, mime: p.mime } as const,
    }))
    if (said.length && (await act(said, { draft: form }))) go(back, 'replace')
  }

  const before = [...photos.value.values()].filter(
    (p) => p.task === task.task && p.mime === 'image/png' && p.draft === '',
  )
  return (
    <Page
      title={t('sign.title')}
      note={paperOf(task)}
      back={back}
      foot={
        may(task.state).includes('attach') && (
          <div class="acts row">
            <button type="button" class="button" onClick={clear}>
              {t('sign.clear')}
            </button>
            <button type="submit" form="sign" class="button primary">
              {t('sign.save')}
            </button>
          </div>
        )
      }
    >
      <form id="sign" class="block" onSubmit={save} noValidate>
        <p class="text">{t('sign.text')}</p>
        <TextField
          id="who"
          label={t('sign.who')}
          hint={t('sign.who.hint')}
          wrong={wrong}
          max={40}
          value={draft.values.who ?? ''}
          put={(v) => draft.put('who', v)}
        />
        {!typed && (
          <canvas
            ref={canvas}
            class="pad"
            width={width}
            height={height}
            role="img"
            aria-label={t('sign.pad')}
            onPointerDown={down}
            onPointerMove={move}
            onPointerUp={up}
            onPointerCancel={up}
          />
        )}
        <p class="hint">{typed ? '' : t('sign.pad')}</p>
        <Check
          id="typed"
          label={t('sign.typed')}
          checked={typed}
          put={(on) => draft.put('typed', String(on))}
        />
        {before.length > 0 && (
          <>
            <h2 class="label">{t('sign.before', { n: before.length })}</h2>
            <Pictures
              task={task.task}
              draft={form}
              photos={before}
              label={t('sign.title')}
              mayAdd={false}
            />
          </>
        )}
      </form>
    </Page>
  )
}
