"""`restaura train`: a training on an invented incident."""

import os
from argparse import Namespace

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.settings import load_settings
from runbooks.training.scenario import Scenario
from tui.commands.driving import answer_file, go_on
from tui.commands.opening import open_screens
from tui.ending import DONE, USAGE, Ended
from tui.goal import Goal
from tui.trainings import invented, scenario_named, start_training

USUAL_DIFFICULTY = 3


def command(options: Namespace, places: Folders) -> int:
    """Begin a training: on the screen, by prompts, or from an answer file."""
    _refuse_wrong_usage(options)
    file = answer_file(options)
    scenario, exam = _scenario(options, places), options.exam
    if file is None and not options.plain:
        goal = Goal("train", scenario=scenario, exam=exam, seed=options.seed)
        return open_screens(goal, places, load_settings(places.config_file, os.environ))
    if scenario is None:
        from tui.plain.choosing import choose_training

        if (chosen := choose_training(places, exam)) is None:
            return DONE
        scenario, exam = chosen
    operator = file.operator if file else None
    session = start_training(places, scenario, exam=exam, seed=options.seed, operator=operator)
    return go_on(session, file, options, places)


def _scenario(options: Namespace, places: Folders) -> Scenario | None:
    if options.seed is not None:
        return invented(places, options.seed, options.difficulty or USUAL_DIFFICULTY)
    return scenario_named(places, options.scenario) if options.scenario else None


def _refuse_wrong_usage(options: Namespace) -> None:
    wrong = ""
    if options.scenario and options.seed is not None:
        wrong = _("A scenario is named, or invented from --seed: not both.")
    elif options.difficulty is not None and options.seed is None:
        wrong = _("--difficulty is that of an invented incident: add --seed N.")
    elif options.answers is not None and not options.scenario and options.seed is None:
        wrong = _("Answers belong to one incident: name a scenario, or add --seed N.")
    elif options.json and options.answers is None:
        wrong = _("--json tells where answers led: add --answers FILE.")
    if wrong:
        raise Ended(USAGE, wrong)
