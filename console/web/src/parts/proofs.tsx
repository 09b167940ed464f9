// The proofs of a form: chosen from what the office holds already, or picked here and sent with it.
// Nothing on file is sent twice.

import type { Signal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Evidence } from '../contract'
import { bytes, hashHead } from '../words/format'
import { t, word } from '../words/words'
import { isPicture, Thumb } from './evidence'
import { type Passed, pick, unpick } from './files'
import type { Picked } from './held'
import { Icon } from './icon'
import { canHash, files_max } from './upload'
import './proofs.css'

interface Props {
  id: string
  value: string // hashes chosen, a space between
  put: (value: string) => void
  evidence: Evidence[] // on file
  files: Signal<Picked[]> | null // null: nothing can be sent from here
  busy: boolean
}

export function Proofs({ id, value, put, evidence, files, busy }: Props) {
  const chosen = value === '' ? [] : value.split(' ')
  const toggle = (hash: string) =>
    put((chosen.includes(hash) ? chosen.filter((h) => h !== hash) : [...chosen, hash]).join(' '))
  /** What was stored stays at the office; it is no longer chosen. */
  const drop = (p: Picked) => {
    if (files) unpick(files, p.key)
    if (chosen.includes(p.hash)) toggle(p.hash)
  }
  const ours = new Set(files?.value.map((p) => p.hash))
  const onFile = evidence.filter((e) => !ours.has(e.hash))
  return (
    <div class="proofs" role="group" aria-labelledby={`${id}.label`}>
      {onFile.length > 0 && (
        <ul class="proofs-held">
          {onFile.map((e, i) => (
            <li key={e.hash}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={chosen.includes(e.hash)}
                  disabled={busy}
                  onChange={() => toggle(e.hash)}
                />
                {isPicture(e) && e.stored && <Thumb hash={e.hash} alt="" />}
                <span>
                  {word('mime', e.mime)} {i + 1}{' '}
                  <span class="note nowrap">
                    {bytes(e.size)} · {hashHead(e.hash).slice(0, 9)}
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {files && canHash() && <Pick id={id} files={files} busy={busy} drop={drop} />}
      {files && !canHash() && <Insecure />}
      {!files && onFile.length === 0 && <p class="note">{t('hint.evidence.none')}</p>}
    </div>
  )
}

const Insecure = () => (
  <p class="proofs-told">
    <Icon name="lock" size={14} /> {t('upload.insecure')} {t('upload.insecure.mend')}
  </p>
)

interface PickProps {
  id: string
  files: Signal<Picked[]>
  busy: boolean
  drop: (p: Picked) => void
}

function Pick({ id, files, busy, drop }: PickProps) {
  const [passed, setPassed] = useState<Passed | null>(null)
  const add = (more: File[]) => setPassed(pick(files, more))
  return (
    <>
      {files.value.length > 0 && (
        <ul class="proofs-picked">
          {files.value.map((p) => (
            <Row key={p.key} p={p} busy={busy} drop={() => drop(p)} />
          ))}
        </ul>
      )}
      {files.value.length < files_max && (
        <p class="bar proofs-add">
          <Chooser id={`${id}.camera`} camera text={t('upload.camera')} busy={busy} add={add} />
          <Chooser id={id} text={t('upload.pick')} busy={busy} add={add} />
          <span class="note">{t('upload.bounds', { n: files_max })}</span>
        </p>
      )}
      {passed && <Told passed={passed} />}
    </>
  )
}

interface ChooserProps {
  id: string
  camera?: boolean
  text: string
  busy: boolean
  add: (files: File[]) => void
}

function Chooser({ id, camera = false, text, busy, add }: ChooserProps) {
  const take = (input: HTMLInputElement) => {
    add([...(input.files ?? [])])
    input.value = '' // what was taken out may be chosen again
  }
  return (
    <label class={camera ? 'button proofs-camera' : 'button'} for={id}>
      <Icon name={camera ? 'camera' : 'plus'} />
      {text}
      <input
        id={id}
        type="file"
        class="unseen"
        accept={camera ? 'image/*' : 'image/*,application/pdf'}
        capture={camera ? 'environment' : undefined}
        multiple={!camera}
        disabled={busy}
        onChange={(e) => take(e.currentTarget)}
      />
    </label>
  )
}

/** What was left out, and why. */
function Told({ passed }: { passed: Passed }) {
  const lines = [
    passed.big.length > 0 && t('upload.big', { list: passed.big.join(t('comma.list')) }),
    passed.empty.length > 0 && t('upload.empty', { list: passed.empty.join(t('comma.list')) }),
    passed.many > 0 && t('upload.many', { n: passed.many, max: files_max }),
  ].filter((line) => line !== false)
  return (
    <div role="status">
      {lines.map((line) => (
        <p class="proofs-told" key={line}>
          <Icon name="warn" size={14} /> {line}
        </p>
      ))}
    </div>
  )
}

function Row({ p, busy, drop }: { p: Picked; busy: boolean; drop: () => void }) {
  return (
    <li class={`proof proof-${p.state}`}>
      <Preview file={p.file} />
      <span class="proof-name">
        <b>{p.file.name}</b>
        <span class="note">
          {p.state === 'sending'
            ? t('upload.part', { have: bytes(p.have), of: bytes(p.file.size) })
            : bytes(p.file.size)}
          {' · '}
          {t(`upload.${p.state}`)}
        </span>
        {p.state === 'sending' && (
          <progress max={p.file.size} value={p.have} aria-label={p.file.name} />
        )}
      </span>
      {p.state === 'stored' && <Icon name="check" />}
      <button
        type="button"
        class="icon-button"
        disabled={busy}
        aria-label={t('upload.drop', { name: p.file.name })}
        onClick={drop}
      >
        <Icon name="close" />
      </button>
    </li>
  )
}

const preview_px = 112

/** Drawn small from the file itself; what this browser cannot draw has its sign instead. */
function Preview({ file }: { file: File }) {
  const ref = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  useEffect(() => {
    let here = true
    if (!file.type.startsWith('image/') || typeof createImageBitmap !== 'function') return
    createImageBitmap(file, { resizeHeight: preview_px, resizeQuality: 'medium' }).then(
      (picture) => {
        const canvas = ref.current
        if (here && canvas) {
          const side = Math.min(picture.width, picture.height)
          const [x, y] = [(picture.width - side) / 2, (picture.height - side) / 2]
          canvas
            .getContext('2d')
            ?.drawImage(picture, x, y, side, side, 0, 0, preview_px, preview_px)
          setDrawn(true)
        }
        picture.close()
      },
      () => {},
    )
    return () => {
      here = false
    }
  }, [file])
  return (
    <span class="proof-preview" aria-hidden="true">
      <canvas ref={ref} width={preview_px} height={preview_px} hidden={!drawn} />
      {!drawn && <Icon name={file.type.startsWith('image/') ? 'camera' : 'report'} size={20} />}
    </span>
  )
}
