import { describe, expect, it } from 'vitest'
import type { Files } from '#platform/builds/source/archives.testing.ts'
import { failure, success } from './plan.testing.ts'

describe('Python', () => {
  it('reads pinned and unpinned requirements, and those that are included', async () => {
    const { log, slug } = await success({
      'requirements.txt': '-r base.txt\n-r requirements/prod.txt\nuvicorn[standard]  # server\n',
      'requirements/prod.txt': 'FastAPI==0.119.0 ; python_version > "3"\n',
    })
    expect(log).toContain('Collecting fastapi==0.119.0')
    expect(log).toContain('have no version:\n !     uvicorn')
    expect(slug.runtime.framework).toBe('fastapi')
  })

  it('reads pyproject.toml past arrays, comments and texts of several lines', async () => {
    const pyproject =
      '# x\n[project]\nname = "x" # [y\ndependencies = [\n  "flask[async]>=3",\n  # comment\n]\ndescription = """\n[not a table\nnor = this\n"""\n[[tool.x.y]]\na.b = { c = ["]"] }\n'
    await success({ 'uv.lock': '', 'pyproject.toml': pyproject })
    expect(
      await failure({
        'uv.lock': '',
        'pyproject.toml': `${pyproject.replace('[project]', '[project]\nrequires-python = "<3.10"')}[project.more]\nrequires-python = 1\n`,
      }),
    ).toContain('<3.10')
  })

  it('collects static files of Django projects', async () => {
    const files = {
      'requirements.txt': 'Django==5.2.7\ngunicorn==26.2.0\n',
      'manage.py': '',
      'site/static/a.css': '',
      '.python-version': '3.12\n',
    }
    expect((await success(files)).log).toMatch(
      /\$ python manage\.py collectstatic --noinput\n {7}129 static files copied to '\/tmp\/build_[0-9a-f]{8}\/staticfiles'\./,
    )
    expect((await success(files, { config: { DISABLE_COLLECTSTATIC: '1' } })).log).toContain('Skipping Django collectstatic')
  })

  it.each([
    [
      'uv',
      {
        'uv.lock': '[[package]]\nname = "flask"\nversion = "3.1.3"\n',
        'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.12"\n',
      },
      "'uv sync --locked --no-default-groups'",
    ],
    [
      'Poetry',
      {
        'poetry.lock': '[[package]]\nname = "flask"\nversion = "3.1.3"\n',
        'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.12"\n',
      },
      "'poetry sync --only main'",
    ],
    [
      'Pipenv',
      { 'Pipfile.lock': '{"_meta":{"requires":{"python_version":"3.12"}},"default":{}}', Pipfile: '' },
      "'pipenv install --deploy'",
    ],
  ])('installs by %s', async (_, files, command) => {
    expect((await success(files as Files)).log).toContain(`Installing dependencies using ${command}`)
  })

  it.each([
    ['nothing to install from', { 'app.py': '' }, /Couldn't find any supported Python package manager files/],
    ['a pyproject.toml alone', { 'pyproject.toml': '[project]\nname = "x"\n' }, /pyproject\.toml alone is not enough/],
    [
      'Python 2',
      { 'requirements.txt': '', 'runtime.txt': 'python-2.7.18\n' },
      /has reached end-of-life[\s\S]*runtime\.txt asks for Python 2\.7\.18/,
    ],
    ['a version that does not exist', { 'requirements.txt': '', '.python-version': '3.99\n' }, /isn't available/],
    [
      'nonsense for a version',
      { 'requirements.txt': '', '.python-version': 'latest\n' },
      /Invalid Python version in \.python-version/,
    ],
    ['an uploaded .venv', { 'requirements.txt': '', '.venv/bin/python': '' }, /Existing '\.venv\/' directory found/],
    ['a broken requirement', { 'requirements.txt': 'flask==3.1.3\nfoo bar\n' }, /Invalid requirement: 'foo bar' \(from line 2/],
    ['broken TOML', { 'uv.lock': '', 'pyproject.toml': '[project\nname=' }, /Unable to parse pyproject\.toml/],
    [
      'a project that excludes the Python used',
      { 'uv.lock': '', 'pyproject.toml': '[project]\nrequires-python = "<3.12"\n' },
      /does not fit the project's own requirement: <3\.12/,
    ],
  ])('fails on %s', async (_, files, message) => {
    const log = await failure(files as Files)
    expect(log).toMatch(message)
    expect(log).toContain('failed to compile Python app.')
  })

  it('fails when the slug gets too large, and warns when it gets large', async () => {
    expect(await failure({ 'requirements.txt': 'torch==2.9.0\n' })).toMatch(
      /Compiled slug size: 5\d\d\.\dM is too large \(max is 500M\)/,
    )
    expect((await success({ 'requirements.txt': 'tensorflow==2.20.0\n' })).log).toMatch(
      /Your slug size \(3\d\d MB\) exceeds our soft limit \(300 MB\)/,
    )
  })
})
