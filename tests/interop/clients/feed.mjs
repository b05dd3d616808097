// The CloudEvents SDK and an SSE parser read the feed.
import { CloudEvent, HTTP } from 'cloudevents'
import { createParser } from 'eventsource-parser'

const { ISSUER, TOKEN } = process.env
const headers = { authorization: `Bearer ${TOKEN}` }
const page = await (await fetch(`${ISSUER}/api/v1/events`, { headers })).json()
const found = page.events.map((event) => {
  const whole = new CloudEvent(event)
  const sent = HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body: JSON.stringify(event) })
  // The SDK cuts a time off behind its milliseconds when it reads a message.
  const instants = [sent, whole].map(({ time }) => Date.parse(time))
  if (sent.id !== whole.id || instants[0] !== instants[1]) throw new Error('read in two ways, it differs')
  return { id: whole.id, time: whole.time, type: whole.type, sequence: whole.sequence, data: whole.data }
})

const begin = Date.now()
const stream = await fetch(`${ISSUER}/api/v1/events`, { headers: { ...headers, accept: 'text/event-stream' } })
const seen = []
let comments = 0
let firstAfter
const parser = createParser({ onEvent: (event) => seen.push(event), onComment: () => comments++ })
const reader = stream.body.pipeThrough(new TextDecoderStream()).getReader()
while (seen.length < found.length) {
  const { value, done } = await reader.read()
  if (done) break
  firstAfter ??= Date.now() - begin
  parser.feed(value)
}
await reader.cancel()
const told = seen.map(({ id, event, data }) => ({ id, event, data: JSON.parse(data) }))
console.log(`DONE ${JSON.stringify({ page: page.events, found, told, comments, first_after: firstAfter })}`)
