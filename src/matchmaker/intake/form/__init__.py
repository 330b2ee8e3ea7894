"""Volunteers' forms: one export of answers, with questions instead of headings."""

from matchmaker.intake.form.mapping import Meaning as Meaning
from matchmaker.intake.form.mapping_file import mapping_text as mapping_text
from matchmaker.intake.form.reading import FormReading as FormReading
from matchmaker.intake.form.reading import read_form as read_form
from matchmaker.intake.form.sides import name_part as name_part
