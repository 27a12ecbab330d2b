import { query } from '#client/query.ts'
import { github } from '#platform/github/contract.ts'

/** What the GitHub card asks for. */
export const githubOf = {
  connection: (app: string) => query(github.connection, { params: { app } }),
  branches: (app: string) => query(github.branches, { params: { app } }),
  commits: (app: string, branch: string) => query(github.commits, { params: { app }, query: { branch } }),
  repositories: () => query(github.repositories, { query: {} }),
}
