import { describe, expect, it } from 'vitest'
import type { Files } from '#platform/builds/source/archives.testing.ts'
import { failure, success } from './plan.testing.ts'

describe('Ruby', () => {
  const lock = (gems: string, rest = '') =>
    `GEM\n  remote: https://rubygems.org/\n  specs:\n${gems}\nPLATFORMS\n  x86_64-linux\n\n${rest}`
  const rails = {
    Gemfile:
      'source "https://rubygems.org"\nruby "3.4.9"\ngem "rails", "~> 8.0"\ngem "propshaft"\ngroup :development do\n  gem "sqlite3"\nend\n',
    'Gemfile.lock': lock('    propshaft (1.3.1)\n    rails (8.0.3)\n    railties (8.0.3)\n    sqlite3 (2.7.4)\n'),
    'app/assets/a.css': '',
    Rakefile: '',
    'config.ru': '',
  }

  it('compiles the assets of a Rails app and knows its processes', async () => {
    const { log, slug } = await success(rails)
    expect(log).toContain('Running: rake assets:precompile')
    expect(log).not.toContain('sqlite3')
    expect(slug.description).toBe('Ruby/Rails')
    expect(slug.processTypes.web).toBe('bin/rails server -p ${PORT:-5000} -e $RAILS_ENV')
  })

  it.each([
    ['no lock file', { Gemfile: rails.Gemfile }, /Gemfile\.lock is required/],
    [
      'sqlite3 in production',
      { ...rails, Gemfile: 'ruby "3.4.9"\ngem "rails"\ngem "sqlite3"\n' },
      /installing sqlite3[\s\S]*Failed to install gems via Bundler/,
    ],
    ['a gem that is not locked', { ...rails, Gemfile: `${rails.Gemfile}gem "puma"\n` }, /\* puma/],
    [
      'a lock for another platform',
      { ...rails, 'Gemfile.lock': rails['Gemfile.lock'].replace('x86_64-linux', 'arm64-darwin-24') },
      /only supports the platforms arm64-darwin-24/,
    ],
    ['an old Ruby', { ...rails, Gemfile: 'ruby "2.5.1"\n' }, /Ruby 2\.5\.1 is not available/],
    [
      'another Ruby in the lock',
      { ...rails, 'Gemfile.lock': `${rails['Gemfile.lock']}RUBY VERSION\n   ruby 3.3.9p1\n` },
      /Your Ruby version is 3\.3\.9, but your Gemfile specified 3\.4\.9/,
    ],
    ['merge conflicts', { ...rails, 'Gemfile.lock': '<<<<<<< HEAD\n' }, /merge conflict/],
  ])('fails on %s', async (_, files, message) => {
    expect(await failure(files as Files)).toMatch(message)
  })
})
