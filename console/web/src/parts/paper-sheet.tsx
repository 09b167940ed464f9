// An official paper as the server filled it: here it is only laid out.

import type { Paper, PaperFact } from '../contract'

export function PaperSheet({ paper }: { paper: Paper }) {
  return (
    <>
      <article class={`sheet paper ${paper.kind} ${paper.red_head ? 'official' : ''}`}>
        <Head paper={paper} />
        <h1>{paper.title}</h1>
        {paper.mark && <p class="paper-mark">{paper.mark}</p>}
        {paper.to && <p class="paper-to">{paper.to}</p>}
        <div class="paper-body">
          {paper.body.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
        {paper.facts.length > 0 && <Facts facts={paper.facts} class="paper-facts" />}
        {paper.table.heads.length > 0 && <Table table={paper.table} />}
        {paper.after.length > 0 && (
          <div class="paper-body">
            {paper.after.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </div>
        )}
        <div class="paper-close">
          <p>{paper.seal}</p>
          <p>{paper.date}</p>
          <p class="paper-contact">{paper.contact}</p>
        </div>
        {paper.copy && <p class="paper-copy">{paper.copy}</p>}
        {paper.strip.length > 0 && (
          <div class="paper-strip">
            {paper.strip.map((field) => (
              <p key={field.label}>
                {field.label}
                {field.value}
              </p>
            ))}
          </div>
        )}
        <Foot lines={paper.foot} />
      </article>
      {paper.receipt.length > 0 && (
        <article class="sheet receipt">
          <h1>{paper.receipt_title}</h1>
          <Facts facts={paper.receipt} />
          <p class="paper-demo">{paper.receipt_note}</p>
          <Foot lines={paper.foot.slice(0, 1)} />
        </article>
      )}
    </>
  )
}

function Head({ paper }: { paper: Paper }) {
  if (!paper.red_head) {
    return (
      <header class="paper-top">
        <span>{paper.issuer}</span>
        <span>{paper.number}</span>
        {paper.demo && <span class="paper-demo">{paper.demo}</span>}
      </header>
    )
  }
  return (
    <header>
      <p class="paper-demo">{paper.demo}</p>
      <p class="paper-red">{paper.issuer}</p>
      <p class="paper-red-number">{paper.number}</p>
    </header>
  )
}

function Facts({ facts, class: extra = '' }: { facts: PaperFact[]; class?: string }) {
  return (
    <table class={extra}>
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.label}>
            <th scope="row">{fact.label}</th>
            <td>{fact.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Table({ table }: { table: Paper['table'] }) {
  return (
    <table class="paper-table">
      {table.caption && <caption>{table.caption}</caption>}
      <thead>
        <tr>
          {table.heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.join()}>
            {row.map((cell, i) => (
              <td key={table.heads[i]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Foot({ lines }: { lines: string[] }) {
  return (
    <footer class="paper-foot">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </footer>
  )
}
