import { expect, test, vi } from 'vitest'
import { Postgres } from './postgres.ts'
import { sampleSql } from './samples.ts'

vi.setConfig({ testTimeout: 120_000 })

test('each sample fills tables that refer to each other, the same rows for the same seed', async () => {
  const postgres = await Postgres.setUp()
  const fill = async (sample: string, seed: string) => {
    await postgres.exec('drop schema public cascade; create schema public')
    await postgres.exec(sampleSql(sample, seed))
    const tables = await postgres.ask("select tablename from pg_tables where schemaname = 'public' order by 1")
    const rows = []
    for (const [table] of tables)
      rows.push(...(await postgres.ask(`select md5(string_agg(t::text, ',')), count(*) from "${table ?? ''}" t`)))
    const [[keys] = []] = await postgres.ask("select count(*) from pg_constraint where contype = 'f'")
    return { sums: rows.map(([sum]) => sum), counts: rows.map(([, count]) => Number(count)), keys: Number(keys) }
  }
  for (const sample of 'shop api blog payments recommend trail inventory search starter'.split(' ')) {
    const first = await fill(sample, 'a')
    expect(Math.min(...first.counts), sample).toBeGreaterThan(0)
    expect(
      first.counts.reduce((sum, count) => sum + count),
      sample,
    ).toBeGreaterThan(2_000)
    expect(first.keys, sample).toBeGreaterThan(0)
    expect(await fill(sample, 'a'), sample).toEqual(first)
    expect((await fill(sample, 'b')).sums, sample).not.toEqual(first.sums)
  }
  await postgres.close()
})
