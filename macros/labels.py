"""The fixed words that pages and documents ask for, and the places each may hold.

Those that name the subject of the guide are apart: another guide has others.
"""

from __future__ import annotations

from collections.abc import Mapping

_WITHOUT_PLACES = """
home menu site-tools main-menu on-this-page path-label previous next search
back-to-top permalink skip-to-content
other-language other-language-title not-found-title not-found-text
draft draft-notice
change change-law change-document change-new change-mended change-touches change-todo
change-nothing change-feed open-data-changes moved-title moved-text open-data-redirects
checklist-copy checklist-copied checklist-not-copied
footer-publisher footer-to-be-filled footer-contact
footer-accessibility footer-privacy footer-licence
footer-this-page footer-mistake footer-mistake-mail footer-mistake-issue
footer-mistake-nobody footer-mistake-how footer-edit or
report-sentence report-wrong report-source

search-title search-words search-hint search-keys search-start search-close search-searching
search-failed
search-all-kinds search-kinds search-more search-advice search-in-index
search-in-glossary search-places search-whole search-needs-scripts
offline-title offline-languages offline-how offline-here offline-not-in-preview
offline-online-only offline-newest book-title book-not-in-preview book-how book-contents
book-page book-reading book-terms book-online
leaflet-title leaflet-pdf routes jump-to index-filter index-filter-hint index-found-one
index-found-none open-data-lists open-data-columns open-data-all open-data-package
open-data-file open-data-what open-data-entries open-data-size open-data-schema
open-data-phases open-data-methods open-data-checklists open-data-templates
open-data-decisions open-data-offices open-data-acts open-data-roles open-data-routes
open-data-terms open-data-sources open-data-site open-data-subject open-data-labels open-data-menu
open-data-selector open-data-synonyms open-data-pages open-data-checklist-items
open-data-measures open-data-indicators open-data-datasets column-axis
column-objective column-indicators column-formula column-unit column-source
column-often column-reads column-gives column-level column-where column-limits
open-data-provisions open-data-downloads column-kind column-id column-name column-about
column-url column-checklist column-text column-why column-evidence column-obligation
column-acts column-act column-label column-topic column-confidence column-to-verify
column-checked-on column-acronym column-definition column-title column-publisher
column-language column-format column-bytes column-sha256 column-number
column-sources column-instead column-day column-state column-pays column-axes
column-does column-ask column-for-whom column-operator column-hours column-languages column-case

our-estimate confidence-act confidence-secondary confidence-unverified
to-verify official-text sources professional-practice nothing-to-verify
safety-note safety-class

cycle-name cycle-note phases-around phase-before phase-after
phase phase-on-paper phase-on-paper-text phase-on-paper-notice
in-brief when duration route-essential route-full who-leads with-whom inputs
steps step-uses step-essential outputs administrative-act risks risk answer quality
examples legal-basis roles effort who-it-suits timeline
route-joint route-update what-to-skip skip why-skip start-by adopt-by
short-essential short-full short-joint short-update

methods method question use avoid people time-preparation time-session materials
pitfalls public-body used-in results
method-choices method-questions first-choice in-a-hurry
filters filter-all filter-reset type
on-essential essential-yes essential-short essential-if-needed essential-no

copy open-data-copies
warning warning-wrong event fund fund-open fund-ended fund-uncertain fund-yearly fund-pays
body body-does body-ask helpline helpline-for helpline-operator helpline-hours
helpline-languages helpline-checked helpline-page case case-teaches
open-data-warnings open-data-events open-data-funds open-data-bodies


axis measure measures measure-what measure-actors measure-needs measure-money measure-costs
measure-watch measure-no-example measure-answers
indicator dataset indicators indicator-formula indicator-reads
indicator-definition indicator-unit indicator-chosen indicator-chosen-count indicator-baseline
indicator-baseline-on indicator-target indicator-value indicator-value-on indicator-sheet-intro
indicator-files
indicator-source indicator-measures
dataset-gives dataset-level dataset-where dataset-often dataset-limits

unit-number unit-percent unit-score unit-euro unit-days unit-hours unit-range unit-yes-no
often-quarter often-year often-once
reads-outcome reads-output reads-process reads-context

decision questions-in-order outcomes
office office-sees office-does office-avoids not-to-do reason office-words
office-writes office-contributions office-uses offices-give

checklists checklist checklist-why checklist-evidence
obligation-law obligation-method obligation-advice obligation-note

templates template type-document type-spreadsheet type-canvas who-fills how-to-use
what-it-holds download other-formats which-format which-format-sheet in-language
kit-title guidance column what-to-write computed sheet areas to-fill

acts act status provisions see-also source-title source-publisher statement
why-to-verify name role term page source route

training-files training-programme-notice training-script-notice training-hours
training-hour training-block training-aim training-who training-taking-part
training-preparation training-from-to training-invitation training-deadlines
training-room training-handouts training-says-and-does training-says
training-does training-slides training-slides-note format-pdf-print
open-data-training

document-notice-adapt document-notice-guidance
document-choose document-write-here document-date-form document-address
sheet-not-in-list sheet-not-a-date sheet-not-a-number sheet-protected
checklist-notice checklist-checked-on checklist-sheet checklist-column-code
checklist-column-done checklist-column-item checklist-column-why
checklist-column-evidence checklist-column-obligation checklist-column-owner
checklist-column-due checklist-column-note checklist-help-done checklist-yes
checklist-no checklist-not-needed checklist-column-kept
checklist-keep-notice checklist-keep checklist-kept-notice checklist-kept checklist-not-kept
checklist-keep-blocked checklist-keep-full checklist-keep-damaged
checklist-show checklist-show-all checklist-progress-label checklist-fields checklist-spare
checklist-work checklist-work-note checklist-print checklist-export checklist-import
checklist-erase checklist-erase-title checklist-erase-text checklist-erase-this
checklist-erase-none checklist-erased checklist-erased-elsewhere
checklist-file-answers checklist-file-filled checklist-fill-on-site
checklist-fill-docx checklist-fill-xlsx checklist-filling checklist-fill-failed
checklist-refused checklist-refused-size checklist-refused-damaged checklist-refused-foreign
checklist-refused-newer checklist-done-count checklist-needed-count
translation-lags translation-lags-link translation-not-followed translation-numbers
translation-group translation-texts translation-left translation-all translation-pages
translation-pages-left translation-none-left
open-data-upkeep

kit-intro kit-contents-file kit-prefix-checklist kit-prefix-phase kit-other-folder other-entries
"""

LABELS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_WITHOUT_PLACES.split(), frozenset()),
    "footer-verified": frozenset({"date"}),
    "footer-changed": frozenset({"date"}),
    "report-subject": frozenset({"title"}),
    "report-page": frozenset({"address"}),
    "report-version": frozenset({"version"}),
    "offline-note": frozenset({"date"}),
    "offline-read-me": frozenset({"name", "date", "version", "address"}),
    "book-file": frozenset({"pages"}),
    "book-version": frozenset({"version", "date"}),
    "book-publisher": frozenset({"name"}),
    "index-found-many": frozenset({"count"}),
    "footer-version": frozenset({"version", "date"}),
    "table-of": frozenset({"name"}),
    "act-changed": frozenset({"changed"}),
    "search-one": frozenset({"words"}),
    "search-many": frozenset({"count", "words"}),
    "search-nothing": frozenset({"words"}),
    "checked-on": frozenset({"date"}),
    "phase-number": frozenset({"number"}),
    "phase-of": frozenset({"number", "count"}),
    "month-early": frozenset({"month"}),
    "month-mid": frozenset({"month"}),
    "month-late": frozenset({"month"}),
    "go-to-question": frozenset({"number"}),
    "quoted": frozenset({"words"}),
    "training-slide": frozenset({"number"}),
    "training-minutes": frozenset({"count"}),
    "filter-found": frozenset({"shown", "all"}),
    "items-count": frozenset({"count"}),
    "checklist-legend": frozenset({"name"}),
    "checklist-progress": frozenset({"done", "needed"}),
    "checklist-progress-spared": frozenset({"done", "needed", "spared"}),
    "checklist-shown": frozenset({"count"}),
    "checklist-erase-all": frozenset({"count"}),
    "checklist-exported": frozenset({"file"}),
    "checklist-imported": frozenset({"count"}),
    "checklist-import-older": frozenset({"count"}),
    "checklist-import-unknown": frozenset({"ids"}),
    "checklist-refused-other": frozenset({"id"}),
    "checklist-filled": frozenset({"file"}),
    "format-pdf-canvas": frozenset({"paper"}),
    "rows-ready": frozenset({"count"}),
    "document-footer": frozenset({"site", "version", "date", "licence"}),
    "document-page-of": frozenset({"page", "pages"}),
    "kit-version": frozenset({"version", "date"}),
    "draft-name": frozenset({"name"}),
    "version": frozenset({"version"}),
}

_OF_THE_SUBJECT = """
footer-independent book-independent report-nothing-personal open-data-profile open-data-helplines
open-data-cases open-data-example open-data-priorities column-priorities column-use column-meaning
our-reading safety-s0 safety-s1 safety-s2 safety-s3 safe-practice with-people timeline-peak
start-dates peak-in document-notice-secretary priorities priority measure-cases
indicator-sheet-small often-week often-season fund-use
"""

SUBJECT_LABELS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_OF_THE_SUBJECT.split(), frozenset()),
    "copies-of-this": frozenset({"name"}),
    "weeks-before": frozenset({"first", "last"}),
    "weeks-after": frozenset({"first", "last"}),
    "weeks-across": frozenset({"first", "last"}),
}
"""Words of `subject.yaml`."""
