import { describe, expect, it } from 'vitest'
import type { Files } from '#platform/builds/source/archives.testing.ts'
import { failure, success } from './plan.testing.ts'

describe('PHP', () => {
  const laravel = {
    'composer.json': '{"require":{"php":"^8.2","laravel/framework":"^12.0"},"scripts":{"compile":"x"}}',
    'composer.lock': '{"packages":[{"name":"laravel/framework","version":"v12.1.0"}],"platform":{"php":"~8.3.0"}}',
  }

  it('installs what is locked and runs the compile script', async () => {
    const { log, slug } = await success(laravel)
    expect(log).toContain('- Installing laravel/framework (12.1.0)')
    expect(log).toContain("Running 'composer compile'...")
    expect(slug.runtime).toMatchObject({ framework: 'laravel', version: '8.3.30' })
  })

  it('warns without a lock file', async () => {
    expect((await success({ 'composer.json': laravel['composer.json'] })).log).toContain('No composer.lock was found')
  })

  it.each([
    ['broken JSON', { 'composer.json': '{"require": {' }, /Unable to parse composer\.json[\s\S]*unexpected end of file/],
    [
      'a package that is not locked',
      { ...laravel, 'composer.lock': '{"packages":[]}' },
      /"laravel\/framework" is not present in the lock file/,
    ],
    ['an old PHP', { 'composer.json': '{"require":{"php":"^7.4"}}' }, /No available PHP version fits "\^7\.4"/],
    ['an unknown extension', { 'composer.json': '{"require":{"ext-oci8":"*"}}' }, /extension ext-oci8/],
  ])('fails on %s', async (_, files, message) => {
    expect(await failure(files as Files)).toMatch(message)
  })
})
