"""Rules that a reviewer would otherwise have to remember, each with a sample that must be found."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
PEOPLE = "|".join(model.__name__ for model in apps.get_app_config("placements").get_models())
DOORS = ["**/*views*.py", "**/views/*.py", "**/views/**/*.py"]
READERS = ["**/*form*.py", "**/*filter*.py"]

# The rule, where it holds, what breaks it, and a line that breaks it.
RULES = {
    "views and forms read people through the door only": (
        [f"placements/{place}" for place in [*DOORS, *READERS]],
        rf"\b({PEOPLE})\.objects\.(?!visible_to\b)",
        "row = Identity.objects.get(pk=1)",
    ),
    "forms never save": (
        [
            f"{part}/{place}"
            for part in ("pact", "placements", "municipalities")
            for place in READERS
        ],
        r"\.save\(|ModelForm\b",
        "class Offer(forms.ModelForm):",
    ),
    "what was typed reaches a row through a form that asks for it": (
        ["municipalities/**/*.py", "placements/**/*.py"],
        r"""\*\*request\.POST|request\.POST(\[|\.(?!get\("(then|starts_on)"\)))""",
        "candidate = Candidate(**request.POST.dict())",
    ),
    "nothing is streamed: who acts ends before the last byte would be made": (
        ["pact/**/*.py", "municipalities/**/*.py", "placements/**/*.py"],
        r"\b(StreamingHttpResponse|FileResponse)\b",
        "return StreamingHttpResponse(lines(request.actor))",
    ),
    "nothing typed becomes markup": (
        ["pact/**/*.py", "municipalities/**/*.py", "placements/**/*.py"],
        r"\bmark_safe\(|\bSafeString\(",
        "return mark_safe(name)",
    ),
    "no template trusts a text": (
        ["templates/**/*.html"],
        r"\|\s*safe\b|autoescape off",
        "{{ note.text|safe }}",
    ),
    "a queue is told after the commit": (
        ["pact/**/*.py", "municipalities/**/*.py", "placements/**/*.py"],
        r"\.delay\(",
        "send.delay(message.pk)",
    ),
    "no task waits for a far-away hour": (
        ["pact/**/*.py", "municipalities/**/*.py", "placements/**/*.py"],
        r"\bcountdown=|\beta=",
        "send.apply_async([pk], countdown=86400)",
    ),
    "no value is pasted into SQL": (
        ["municipalities/*.py", "placements/*/**/*.py", "pact/[acosu]*/**/*.py"],
        r"""execute\(\s*f?["'][^"']*(%s["']\s*%|\{(?!calls\}))""",
        'cursor.execute(f"select {name}")',
    ),
    "no inline style, which the browser is told to refuse": (
        ["templates/**/*.html"],
        r"""\sstyle=["']""",
        '<p style="color: red">',
    ),
    "no page reaches another site": (
        ["templates/**/*.html", "static/css/*.css"],
        r"""(?:src|href)=["']https?://|url\(["']?https?://|@import\s+["']https?:""",
        '<script src="https://elsewhere.example/a.js">',
    ),
}


def offences(rule: str) -> list[str]:
    places, pattern, _sample = RULES[rule]
    broken = re.compile(pattern)
    files = {
        file for place in places for file in ROOT.glob(place) if "migrations" not in file.parts
    }
    return [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sorted(files)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if broken.search(line)
    ]


@pytest.mark.parametrize("rule", RULES)
def test_the_house_rules_hold(rule):
    assert offences(rule) == []


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_finds_its_sample(rule):
    _places, pattern, sample = RULES[rule]
    assert re.search(pattern, sample)


def test_every_feature_stands_in_the_contract_of_what_it_imports():
    """A new one is added there: import-linter itself does not miss what nobody named."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    named = {
        each
        for contract in contracts["contracts"]
        if contract["name"] == "Inside a feature, imports point inward"
        for each in contract["containers"]
    }
    features = {
        ".".join(layer.parent.relative_to(ROOT).parts)
        for part in ("placements", "municipalities")
        for name in ("actions", "views", "querysets")
        for layer in [*ROOT.glob(f"{part}/*/**/{name}.py"), *ROOT.glob(f"{part}/*/**/{name}/")]
    }

    assert features - named == set()
