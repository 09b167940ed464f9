// How the record is told; what happened and to what is the domain's to say (src/domain).

export const record = {
  timeline: '经过',
  'timeline.note': '{n} 条，最新在上',
  'timeline.all': '全部',
  'timeline.proof': '证据',
  'timeline.slip': '督办与送达',
  'timeline.clock': '计时',
  'timeline.none': '这一类还没有',
  'timeline.notices': '通知 {n} 件',
  'timeline.idle': '{n} 天无进展',
  'timeline.seq': '第 {n} 次提交',
  'pause.not_delivered': '{t}没有到本组终端：终端未联网',
  'pause.not_delivered.lasts': '已 {t}，还没有到本组终端：终端未联网',
  'pause.delivered_late': '{t}后才到本组终端：此前终端未联网',
  'pause.kept': '{t}没有收到记录；其后 {n} 条一并到达，是终端未联网时留存的',
  'pause.quiet': '{t}没有动静：任务已在本组终端，本组没有登记',
  'pause.quiet.lasts': '已 {t} 没有动静：任务已在本组终端，本组没有登记',
  'pause.review': '{t}在等审核',
  'pause.review.lasts': '已等审核 {t}',
  'pause.recused': '此前下达给{g}（{no}），该组申请回避，改抽本组',
  'pause.recused.open': '查看该任务',
}
