import { describe, expect, it } from 'vitest'
import type { ProgramAnswer } from './protocol.ts'
import { Shell } from './shell.ts'

const never = new AbortController().signal

async function open(answer: (command: string) => ProgramAnswer = () => ({ output: '', status: 0, ms: 0 })) {
  const printed: string[] = []
  const shell = await Shell.open({
    files: new Map([
      ['/app/Procfile', 'web: npm start\n'],
      ['/app/lib/data.txt', 'one\ntwo\n'],
      ['/app/bin/rails', '#!/usr/bin/env ruby\nputs 1\n'],
      ['/app/hello.sh', '#!/bin/sh\necho "hello $1"\n'],
    ]),
    state: {
      env: { HOME: '/app', PATH: '/usr/bin:/bin', GREETING: 'good morning', DYNO: 'run.1' },
      setUp: [],
      cwd: '/app',
      functions: [],
      status: 0,
    },
    programs: ['node', 'rails'],
    ask: async (command) => answer(command),
    print: (text) => printed.push(text),
  })
  const run = async (line: string, signal = never) => (await shell.run(line, signal)).output
  return { shell, run, printed }
}

describe('a shell', () => {
  it('is on the files and has the variables', async () => {
    const { run } = await open()
    expect(await run('ls')).toBe('Procfile\nbin\nhello.sh\nlib\n')
    expect(await run('cat Procfile; echo $GREETING $DYNO; pwd; cd ~/lib && wc -l < data.txt')).toBe(
      'web: npm start\ngood morning run.1\n/app\n2\n',
    )
    expect(await run('./hello.sh you || ~/hello.sh you')).toContain('hello you')
  })

  it('remembers from line to line what it was told', async () => {
    const { run } = await open()
    await run('cd lib; A=1; export B=2; f() { echo "f $1"; }; alias l="cat data.txt"')
    expect(await run('pwd; echo $A$B; f x; l')).toBe('/app/lib\n12\nf x\none\ntwo\n')
    expect(await run('printenv GREETING B')).toBe('good morning\n2\n')
    expect(await run('unset B; false')).toBe('')
    expect(await run('echo $?; echo [$B]')).toBe('1\n[]\n')
    expect(await run('cd -; pwd')).toContain('/app\n')
  })

  it('says errors where they happen, and goes on', async () => {
    const { run } = await open()
    expect(await run('echo a; ls nope; echo b')).toBe('a\nls: nope: No such file or directory\nb\n')
    expect(await run('nosuch')).toBe('bash: nosuch: command not found\n')
    expect(await run('echo )')).toMatch(/syntax error/)
    expect(await run('echo still')).toBe('still\n')
  })

  it('ends with the status that it is told', async () => {
    const { shell } = await open()
    expect(await shell.run('exit 3', never)).toMatchObject({ exited: true, state: { status: 3 } })
    const other = await open()
    await other.run('stop() { exit 4; }')
    expect(await other.shell.run('echo bye; stop; echo no', never)).toMatchObject({
      output: 'bye\n',
      exited: true,
      state: { status: 4 },
    })
    const third = await open()
    await third.run('(exit 7)')
    expect(await third.shell.run('exit', never)).toMatchObject({ exited: true, state: { status: 7 } })
    expect(await third.shell.run('echo exit', never)).toMatchObject({ exited: false })
  })

  it('waits for the rest of what is open', async () => {
    const { shell } = await open()
    for (const text of [
      'echo "a',
      "echo 'a",
      'if true; then',
      'for i in 1 2; do echo',
      'f() {',
      'echo a |',
      'a &&',
      'echo \\',
      'cat <<E\nx',
    ])
      expect([text, shell.isWhole(text)]).toEqual([text, false])
    for (const text of ['', 'echo a', 'if; fi', 'cat <<E\nx\nE', 'for i in 1 2; do echo $i; done', 'ls &'])
      expect([text, shell.isWhole(text)]).toEqual([text, true])
  })

  it('tells which files a line changed', async () => {
    const { shell, run } = await open()
    expect([...(await shell.changes())]).toEqual([])
    await run('echo new > made.txt; rm lib/data.txt')
    const changed = await shell.changes()
    expect([...changed.keys()].sort()).toEqual(['/app/lib/data.txt', '/app/made.txt'])
    expect(changed.get('/app/lib/data.txt')).toBeNull()
    expect([...(await shell.changes())]).toEqual([])
  })
})

describe('a program that the shell does not have', () => {
  it('does what it is said to do, in a pipe too', async () => {
    const { run } = await open((command) => ({ output: `ran ${command}`, status: 2, ms: 0 }))
    expect(await run('node -e "1 + 1" | tr a-z A-Z; cd lib; node x; echo $?')).toBe(
      "RAN NODE -E '1 + 1'\nran cd lib && node x\n2\n",
    )
    await run('cd')
    expect(await run('bin/rails db:migrate')).toBe('ran bin/rails db:migrate\n')
  })

  it('goes on until it is interrupted', async () => {
    const { shell, printed } = await open(() => ({ output: 'Listening', status: null, ms: 0 }))
    const stop = new AbortController()
    const running = shell.run('node server.js; echo no', stop.signal)
    await expect.poll(() => printed).toEqual(['Listening\n'])
    stop.abort()
    expect(await running).toMatchObject({ output: '', exited: false, state: { status: 130 } })
    expect((await shell.run('echo $?', never)).output).toBe('130\n')
  })
})
