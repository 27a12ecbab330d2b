import { readFile } from 'node:fs/promises'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const app = new Hono()
const entries = []
const port = Number(process.env.PORT ?? 3000)
const build = await readFile('build.json', 'utf8').catch(() => '{}')

app.get('/', (c) => c.text(`Guestbook with ${entries.length} entries\n`))
app.get('/entries', (c) => c.json(entries))
app.get('/build', (c) => c.json(JSON.parse(build)))
app.post('/entries', async (c) => {
  const { name = 'somebody', text = '' } = await c.req.json()
  entries.push({ name, text, at: new Date().toISOString() })
  return c.json(entries.at(-1), 201)
})

serve({ fetch: app.fetch, port }, () => console.log(`Guestbook listens on port ${port}`))
process.on('SIGTERM', () => process.exit(0))
