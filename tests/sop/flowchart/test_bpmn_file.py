"""What an exported BPMN file holds: the words of the sheet, ids that engines take, and nothing twice."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from sop.flowchart.bpmn import bpmn, process_id
from sop.procedures.definition import Definition
from tests.sop.flowchart.bpmn_graphs import END, SMALL, back, on, seed_per_unit
from tests.sop.flowchart.bpmn_running import parse
from tests.sop.flowchart.sheets import SEEDS, sheet

NAMES = {"b": "http://www.omg.org/spec/BPMN/20100524/MODEL", "sop": "urn:sop-ap:bpmn:1"}
NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


def read(definition: Definition, key: str = "contoh") -> Element:
    return ElementTree.fromstring(bpmn(definition, key=key).encode())


def one(root: Element, name: str) -> Element:
    [found] = [element for element in root.iter() if element.get("id") == name]
    return found


def words(root: Element, name: str) -> list[str]:
    """The lines of the only documentation, which is all that modellers show."""
    texts = [text.text for text in one(root, name).findall("b:documentation", NAMES)]
    assert len(texts) <= 1
    return texts[0].split("\n") if texts else []


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_is_valid_by_the_schema_of_the_omg(name):
    assert parse(bpmn(seed_per_unit(name), key=name)).get_process_ids() == [f"sop_{name}"]


@pytest.mark.parametrize("name", SMALL)
def test_forks_and_joins_are_valid_by_the_schema_of_the_omg(name):
    assert parse(bpmn(SMALL[name], key="contoh")).get_process_ids() == ["sop_contoh"]


def test_the_same_sop_gives_the_same_text():
    definition = seed_per_unit("mojokerto")
    assert bpmn(definition, key="a") == bpmn(replace(definition), key="a")
    assert bpmn(definition, key="a") != bpmn(definition, key="b")


@given(key=st.text(max_size=40), other=st.text(max_size=40))
@settings(max_examples=200)
def test_the_id_of_the_process_is_an_ncname_of_its_own(key, other):
    assert NCNAME.fullmatch(process_id(key))
    assert (process_id(key) == process_id(other)) == (key == other)


@pytest.mark.parametrize("name", [*SEEDS, *SMALL])
def test_ids_are_ncnames_and_occur_once(name):
    root = read(seed_per_unit(name) if name in SEEDS else SMALL[name], "disdukcapil/data-kinerja/1")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(NCNAME.fullmatch(name) for name in ids)


def test_each_column_is_a_lane_and_each_step_stands_in_the_lane_of_its_actor():
    root = read(seed_per_unit("mojokerto"))
    lanes = {
        lane.get("name"): [ref.text for ref in lane.findall("b:flowNodeRef", NAMES)]
        for lane in root.iterfind(".//b:lane", NAMES)
    }
    assert list(lanes) == [
        "Seluruh Pejabat Pengawas dan Administrator", "Penyusun Program dan Kegiatan", "Kasubag Sungram",
        "Sekretaris", "Kepala Dinas",
    ]  # fmt: skip
    assert lanes["Penyusun Program dan Kegiatan"] == ["step_2", "step_4", "step_5", "step_8", "end_8_1"]
    assert lanes["Kasubag Sungram"] == ["step_3", "choice_3"]


def test_a_column_without_a_name_is_called_by_its_number_and_a_step_without_actor_has_a_lane():
    definition = replace(sheet({1: (1, [on(2)]), 2: ((), [on(END)])}, 2), actors={1: "Camat", 2: " "})
    names = [lane.get("name") for lane in read(definition).iterfind(".//b:lane", NAMES)]
    assert names == ["Camat", "Kolom 2", "(belum ditetapkan)"]


def test_a_task_carries_number_activity_and_the_standard_as_printed():
    root = read(seed_per_unit("mojokerto"))
    task = one(root, "step_1")
    assert task.get("name").startswith("1. Pejabat pengawas sebagai produsen data mengumpulkan")
    assert words(root, "step_1") == [
        "Kelengkapan: data laporan kinerja pegawai",
        "Waktu: maksimal tanggal 5 setiap bulannya",
        "Output: laporan kinerja pegawai",
        "Keterangan: Data dari masing-masing pegawai",
        "Dikerjakan setiap unit secara bersamaan; langkah selesai setelah semua unit selesai.",
    ]
    loop = task.find("b:multiInstanceLoopCharacteristics", NAMES)
    assert loop.get("isSequential") == "false"
    assert loop.find("b:loopCardinality", NAMES).text == "unit_count_1"


def test_all_actors_of_a_step_and_its_attendees_are_named():
    root = read(seed_per_unit("sumenep"))
    assert "Pelaksana: SEKRETARIS; TIM SAKIP" in words(root, "step_2")
    owners = one(root, "step_2").findall("b:potentialOwner/b:resourceRef", NAMES)
    assert [one(root, owner.text).get("name") for owner in owners] == ["SEKRETARIS", "TIM SAKIP"]
    tasikmalaya = words(read(seed_per_unit("tasikmalaya")), "step_4")
    assert "Peserta: Kasubag Perencanaan, Evaluasi dan Pelaporan; Sekretaris" in tasikmalaya


def test_a_choice_names_its_ways_and_tells_engines_how_to_choose():
    root = read(seed_per_unit("mojokerto"))
    options = one(root, "step_3").findall(".//sop:choice/sop:option", NAMES)
    assert [(option.get("value"), option.text) for option in options] == [
        ("3.1", "Sesuai"),
        ("3.2", "Tidak Sesuai"),
    ]
    assert one(root, "choice_3").get("name") == "Hasil langkah 3"
    for flow, name in (("flow_3_1", "Sesuai"), ("flow_3_2", "Tidak Sesuai")):
        assert one(root, flow).get("name") == name
        condition = one(root, flow).find("b:conditionExpression", NAMES)
        assert condition.text == f'choice_3 == "{flow[5:].replace("_", ".")}"'
    assert all(
        one(root, f"flow_{key}").find("b:conditionExpression", NAMES) is None for key in ("1_1", "4_1")
    )


def test_effects_stand_at_the_flow_in_their_order():
    root = read(seed_per_unit("tasikmalaya"))
    effects = {
        flow.get("id"): [effect.get("name") for effect in flow.findall(".//sop:effect", NAMES)]
        for flow in root.iterfind(".//b:sequenceFlow", NAMES)
    }
    assert {flow: names for flow, names in effects.items() if names} == {
        "flow_6_1": ["verify", "paraf"], "flow_6_2": ["revise"], "flow_7_1": ["sign"], "flow_7_2": ["revise"],
        "flow_8_1": ["archive"],
    }  # fmt: skip


def test_an_undrawn_arrow_of_the_sheet_is_exported_with_a_note():
    root = read(seed_per_unit("musi-rawas"))
    assert one(root, "flow_5_2").get("name") == "Dikembalikan"
    assert words(root, "flow_5_2") == ["Panah ini tidak tergambar pada naskah SOP."]
    assert one(root, "flow_5_1").get("name") == "Lanjut"
    assert words(root, "flow_2_2") == []


def test_a_return_that_calls_back_another_branch_says_so():
    definition = sheet(
        {1: (1, [on(2), on(3)]), 2: (2, [on(4, "Ya"), back(1)]), 3: (3, [on(4)]), 4: (1, [on(END)])}, 3
    )
    note = "Pengembalian ini menarik kembali pekerjaan cabang lain yang masih berjalan."
    assert words(read(definition), "flow_2_2") == [note]
    assert words(read(SMALL["a branch with a loop of its own"]), "flow_3_2") == []


def test_branches_of_a_fork_meet_in_a_parallel_gateway_and_alternatives_in_an_exclusive_one():
    root = read(SMALL["a decision with two yes arrows, and one past the branches"])
    ends = {(f.get("sourceRef"), f.get("targetRef")) for f in root.iterfind(".//b:sequenceFlow", NAMES)}
    assert one(root, "fork_2_1").tag.endswith("parallelGateway")
    assert one(root, "join_5_2").tag.endswith("parallelGateway")
    assert one(root, "merge_5_1").tag.endswith("exclusiveGateway")
    assert {
        ("choice_2", "fork_2_1"), ("step_3", "join_5_2"), ("step_4", "join_5_2"), ("join_5_2", "merge_5_1"),
        ("choice_2", "merge_5_1"), ("merge_5_1", "step_5"),
    } <= ends  # fmt: skip


def test_alternatives_are_merged_before_their_branches_are_joined():
    root = read(SMALL["alternatives in both branches"])
    ends = {(f.get("sourceRef"), f.get("targetRef")) for f in root.iterfind(".//b:sequenceFlow", NAMES)}
    assert {
        ("step_4", "merge_8_2"), ("step_5", "merge_8_2"), ("step_6", "merge_8_3"), ("step_7", "merge_8_3"),
        ("merge_8_2", "join_8_1"), ("merge_8_3", "join_8_1"), ("join_8_1", "step_8"),
    } <= ends  # fmt: skip


def test_a_branch_that_waits_is_still_there_after_a_loop_in_the_other():
    assert one(read(SMALL["a branch with a loop of its own"]), "join_5_1").tag.endswith("parallelGateway")


def test_where_a_branch_may_stay_away_an_inclusive_gateway_waits():
    assert one(read(SMALL["a branch that may end"]), "gather_4_1").tag.endswith("inclusiveGateway")


def test_too_many_branches_to_try_out_are_gathered():
    """Eight branches of three steps stand in 65 536 ways; an inclusive gateway is right for any of them."""
    rows = {1: (1, [on(2 + 3 * branch) for branch in range(8)]), 26: (1, [on(END)])}
    for place in range(2, 26):
        rows[place] = (2, [on(26 if place % 3 == 1 else place + 1)])
    root = read(sheet(rows, 2))
    assert len(one(root, "gather_26_1").findall("b:incoming", NAMES)) == 8


def test_several_starts_are_several_start_events():
    rows = {1: (1, [on(2)]), 2: (2, [on(END)]), 3: (1, [on(2)])}
    root = read(sheet(rows, 2, more={3: {"starts": True}}))
    starts = [event.get("id") for event in root.iterfind(".//b:startEvent", NAMES)]
    assert starts == ["start_1", "start_3"]
    assert one(root, "merge_2_1").tag.endswith("exclusiveGateway")


def test_what_xml_does_not_allow_is_left_out_and_the_rest_is_kept():
    odd = "Baris <b>satu</b> & \"dua\x01\x00\ufffe\" 'tiga'\nbaris 😀 ]]>"
    more = {1: {"activity": odd, "requirements": odd, "number": odd}}
    definition = replace(sheet({1: (1, [on(END, odd)])}, 1, more=more), title=odd, actors={1: odd})
    root = read(definition)
    kept = "Baris <b>satu</b> & \"dua\" 'tiga' baris 😀 ]]>"
    assert words(root, "step_1")[:2] == ["Kelengkapan: Baris <b>satu</b> & \"dua\" 'tiga'", "baris 😀 ]]>"]
    assert one(root, "step_1").get("name") == f"{kept}. {kept}"
    assert one(root, "lane_1").get("name") == kept
    assert parse(bpmn(definition, key=odd))


def test_drafts_that_cannot_run_are_written_all_the_same():
    empty = Definition({}, (), {}, "", "", "quarter")
    loose = sheet({1: (1, []), 2: (2, [back(2), back(1)])}, 2)
    turning = sheet({1: (1, [on(2)]), 2: (2, [on(1)])}, 2)
    for definition in (empty, loose, turning):
        assert parse(bpmn(definition, key="draf"))
