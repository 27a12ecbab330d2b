import { hex } from '#kernel/random.ts'
import type { PlatformWorld } from '#platform/world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const REPO = 'fernwood/api'
// title | branch | author | hours since it was opened
const PULLS = `Sign webhooks with the time|sign-webhooks|lucia|65
Say when to come back after 429|retry-after|jonas|2`

/** How the company's code goes to production; one of its pipelines shows the pull requests of its repository. */
export function addPipelines(world: PlatformWorld, teamId: string, userId: string): void {
  const { tables, now } = world
  for (const name of ['fernwood-api', 'fernwood-shop']) {
    const times = { createdAt: now - 20 * DAY, updatedAt: now - 20 * DAY }
    const connected = name === 'fernwood-api'
    const { id: pipelineId } = tables.pipelines.insert({
      id: world.newId('pipeline'),
      name,
      owner: { type: 'team', id: teamId },
      config: { review: {}, test: {} },
      repository: connected ? { fullName: REPO, userId, seenUntil: now } : null,
      ci: false,
      reviews: connected
        ? { automatic: false, waitForCi: false, staleDays: 5, baseName: null, createdAt: times.createdAt }
        : null,
      ...times,
    })
    for (const [app, stage] of [
      [`${name}-staging`, 'staging'],
      [name, 'production'],
    ] as const) {
      const appId = tables.apps.first('name', app)?.id
      if (appId !== undefined) tables.couplings.insert({ id: world.newId('coupling'), pipelineId, appId, stage, ...times })
    }
  }
  for (const [title = '', branch = '', login, hours] of PULLS.split('\n').map((line) => line.split('|'))) {
    const [id, at, author] = [world.newId('pull request'), now - Number(hours) * HOUR, `${login}@example.com`]
    tables.pulls.insert({
      id,
      repo: REPO,
      number: world.count(`pull request ${REPO}`),
      branch,
      title,
      author,
      state: 'open',
      commits: [{ sha: hex(40, world.seed, 'pull commit', id, 1), at, message: title, author, fails: false }],
      merged: null,
      createdAt: at,
      updatedAt: at,
    })
  }
}
