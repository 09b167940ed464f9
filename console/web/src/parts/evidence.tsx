// Evidence as it lies at the office: photos are seen, papers are fetched, what has not arrived says so.

import { useState } from 'preact/hooks'
import { base } from '../base/api'
import type { Evidence } from '../contract'
import { bytes, hashHead } from '../words/format'
import { t, word } from '../words/words'
import { Dialog } from './dialog'
import { Icon } from './icon'
import './evidence.css'

export const isPicture = (e: Evidence): boolean => e.mime.startsWith('image/')

const at = (hash: string): string => `${base}/evidence/${hash}`

/** A picture that does not come leaves its sign, not a torn frame. */
export function Thumb({ hash, alt }: { hash: string; alt: string }) {
  const [torn, setTorn] = useState(false)
  if (torn) {
    return (
      <span role="img" aria-label={alt}>
        <Icon name="camera" size={20} />
      </span>
    )
  }
  return <img class="thumb" src={at(hash)} alt={alt} loading="lazy" onError={() => setTorn(true)} />
}

/** The office gives a file out only while it is the one attached: why it does not come is said. */
function Large({ hash, alt }: { hash: string; alt: string }) {
  const [torn, setTorn] = useState(false)
  if (torn) return <p role="alert">{t('evidence.not_shown')}</p>
  return <img class="picture-large" src={at(hash)} alt={alt} onError={() => setTorn(true)} />
}

export function EvidenceList({ evidence }: { evidence: Evidence[] }) {
  const [open, setOpen] = useState('')
  if (evidence.length === 0) return <p class="none-here">{t('evidence.none')}</p>
  const pictures = evidence.filter((e) => isPicture(e) && e.stored)
  const others = evidence.filter((e) => !pictures.includes(e))
  const n = pictures.findIndex((e) => e.hash === open)
  const alt = (i: number) => t('evidence.alt', { n: i + 1, of: pictures.length })
  return (
    <>
      {pictures.length > 0 && (
        <ul class="pictures">
          {pictures.map((e, i) => (
            <li key={e.hash}>
              <button type="button" onClick={() => setOpen(e.hash)}>
                <Thumb hash={e.hash} alt={alt(i)} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul class="lines tight">
          {others.map((e) => (
            <li key={e.hash}>
              <Icon name={isPicture(e) ? 'camera' : 'clip'} />
              <span class="grow">
                {e.stored ? (
                  <a href={at(e.hash)} download={fileName(e)}>
                    {word('mime', e.mime)}
                  </a>
                ) : (
                  word('mime', e.mime)
                )}{' '}
                <span class="code quiet">{hashHead(e.hash).slice(0, 9)}</span>
              </span>
              <span class="note nowrap">
                {bytes(e.size)}
                {!e.stored && ` · ${t('evidence.not_here')}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {n >= 0 && (
        <Dialog title={alt(n)} close={() => setOpen('')} wide>
          <Large key={open} hash={open} alt={alt(n)} />
          <p class="picture-about">
            <span class="code quiet">{hashHead(open)}</span>
            <span class="quiet">{bytes(pictures[n]!.size)}</span>
            <a href={at(open)} download={fileName(pictures[n]!)}>
              {t('evidence.fetch')}
            </a>
          </p>
        </Dialog>
      )}
    </>
  )
}

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
}

/** Eight digits of its hash: what is fetched can be compared with what is on record. */
const fileName = (e: Evidence): string => `${e.hash.slice(0, 8)}.${endings[e.mime] ?? 'bin'}`
