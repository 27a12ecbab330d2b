import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, openShop, type Shop } from './support.ts'

// What the CLI's `run` does, over real connections, with the shell in a real thread.

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  await shop.cli('PATCH', '/apps/shop/config-vars', { GREETING: 'good morning' })
})
afterAll(async () => {
  await shop.host.close()
  expect(shop.reports).toEqual([])
})

/** The other end of a rendezvous. */
class Client {
  readonly dyno: string
  readonly socket: TLSSocket
  text = ''
  #look = () => {}

  constructor(dyno: string, socket: TLSSocket, secret: string) {
    this.dyno = dyno
    this.socket = socket
    socket.on('data', (chunk: Buffer) => {
      this.text += chunk.toString()
      this.#look()
    })
    socket.once('close', () => this.#look())
    socket.write(`${secret}\r\n`)
  }

  /** Resolves when the text ends like this; what was shown until then is forgotten. */
  async sees(end: string | RegExp): Promise<string> {
    const found = () => (typeof end === 'string' ? this.text.endsWith(end) : end.test(this.text))
    await new Promise<void>((resolve, reject) => {
      this.#look = () => {
        if (found()) resolve()
        else if (this.socket.closed) reject(new Error(`closed after ${JSON.stringify(this.text)}`))
      }
      this.#look()
    })
    const seen = this.text
    this.text = ''
    return seen
  }

  async type(keys: string, end: string | RegExp = '~ $ '): Promise<string> {
    this.socket.write(keys)
    return this.sees(end)
  }

  async closed(): Promise<string> {
    if (!this.socket.closed) await once(this.socket, 'close')
    return this.text
  }
}

/** Starts a dyno, attaches to it, and lets time pass until it is up. */
async function attach(command: string, more: object = {}): Promise<Client> {
  const started = await shop.cli('POST', '/apps/shop/dynos', { attach: true, command, env: {}, ...more })
  const { hostname, port, pathname, search } = new URL(String(at(started.body, 'attach_url')))
  expect(`${hostname}:${port}`).toBe(`localhost:${shop.host.port}`)
  const socket = connect({ host: hostname, port: Number(port), ca: shop.host.certificate })
  const client = new Client(String(at(started.body, 'name')), socket, (pathname + search).slice(1))
  await client.sees('rendezvous\r\n')
  await shop.cli('PATCH', '/control/clock', { advance: 10_000 })
  return client
}

/** How a dyno's run ended. */
async function outcome(dyno: string): Promise<unknown> {
  const { body } = await shop.cli('GET', '/control/apps/shop/runs')
  return Array.isArray(body) ? body.find((run) => at(run, 'dyno') === dyno) : undefined
}

describe('an attached shell', () => {
  test('is on what was deployed, with the variables of the app, and ends its dyno', async () => {
    const client = await attach('bash')
    expect(await client.sees('~ $ ')).toBe('~ $ ')
    expect(await client.type('ls; echo $GREETING $DYNO\r')).toBe(
      `ls; echo $GREETING $DYNO\r\nProcfile\r\npackage-lock.json\r\npackage.json\r\nserver.js\r\ngood morning ${client.dyno}\r\n~ $ `,
    )
    expect(await client.type('mkdir x && cd x\r', '~/x $ ')).toContain('~/x $ ')
    expect(await outcome(client.dyno)).toMatchObject({ status: null, terminal: true })
    client.socket.write('exit 3\r')
    expect(await client.closed()).toBe('exit 3\r\n')
    expect(await outcome(client.dyno)).toMatchObject({ status: 3, stopped: false })
    expect(await shop.cli('GET', `/apps/shop/dynos/${client.dyno}`)).toMatchObject({ status: 404 })
  })

  test('lets a line be edited, recalled and broken off', async () => {
    const client = await attach('bash')
    await client.sees('~ $ ')
    expect(await client.type('echo on\u007f\u007ftwo\r', /\r\ntwo\r\n~ \$ $/)).toContain('two')
    expect(await client.type('\u001b[A\r', /\r\ntwo\r\n~ \$ $/)).toContain('echo two')
    expect(await client.type('cho 3\u0001e\u0005!\r', /\r\n3!\r\n~ \$ $/)).toContain('$ echo 3')
    expect(await client.type('nonsense\u0003', /\^C\r\n~ \$ $/)).not.toContain('not found')
    expect(await client.type('echo "a\r', '> ')).toContain('> ')
    expect(await client.type('b"\r')).toContain('a\r\nb\r\n')
    client.socket.write('\u0004')
    await client.closed()
    expect(await outcome(client.dyno)).toMatchObject({ status: 0 })
  })

  test('can be stopped when it goes on without end, and goes on with its files', async () => {
    const client = await attach('bash')
    await client.sees('~ $ ')
    await client.type('echo kept > file\r')
    await client.type('while true; do :; done\r', 'done\r\n')
    expect(await client.type('\u0003')).toBe('^C\r\n~ $ ')
    expect(await client.type('echo $?; cat file\r')).toContain('130\r\nkept\r\n')
    await client.type('node server.js\r', 'node server.js\r\n')
    await client.type('\u0003')
    client.socket.destroy()
    await expect.poll(() => outcome(client.dyno)).toMatchObject({ status: 129 })
  })

  test('echoes nothing to whom has no terminal', async () => {
    const client = await attach('bash ; echo "\uffff heroku-command-exit-status: $?"', { force_no_tty: true })
    client.socket.write('cat Procfile\nfalse\u0004')
    expect(await client.closed()).toBe('web: npm start\r\nworker: node worker.js\r\n\uffff heroku-command-exit-status: 1\r\n')
  })
})

test('a command shows what it prints, and ends with its status', async () => {
  const client = await attach('cat Procfile nothing | sort')
  expect(await client.closed()).toContain('web: npm start\r\nworker: node worker.js\r\n')
  const failed = await attach('grep nonsense Procfile')
  expect(await failed.closed()).toBe('')
  expect(await outcome(failed.dyno)).toMatchObject({ status: 1 })
})

test('a command that ended before anybody attached shows what it printed', async () => {
  const started = await shop.cli('POST', '/apps/shop/dynos', { attach: true, command: 'cat Procfile', env: {} })
  await shop.cli('PATCH', '/control/clock', { advance: 60_000 })
  const { pathname, search } = new URL(String(at(started.body, 'attach_url')))
  const socket = connect({ host: 'localhost', port: shop.host.port, ca: shop.host.certificate })
  const client = new Client('', socket, (pathname + search).slice(1))
  expect(await client.closed()).toBe('rendezvous\r\nweb: npm start\r\nworker: node worker.js\r\n')
})

test('a dyno that is stopped ends its terminal', async () => {
  const client = await attach('bash')
  await client.sees('~ $ ')
  await shop.cli('POST', `/apps/shop/dynos/${client.dyno}/actions/stop`)
  await client.closed()
  expect(await outcome(client.dyno)).toMatchObject({ stopped: true })
})

test('a secret that nobody was given leads to no dyno', async () => {
  const started = await shop.cli('POST', '/apps/shop/dynos', { attach: true, command: 'bash', env: {} })
  for (const secret of [
    'streams/dynos/00000000-0000-4000-8000-000000000000?key=1',
    `streams/dynos/${String(at(started.body, 'id'))}?key=1`,
    'apps/shop',
  ]) {
    const socket = connect({ host: 'localhost', port: shop.host.port, ca: shop.host.certificate })
    expect(await new Client('', socket, secret).closed()).toBe('rendezvous\r\nThere is no dyno to attach to here.\r\n')
  }
})
