using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Equipment;

/// <summary>Every "no" about equipment.</summary>
public static class EquipmentProblems
{
    public static Problem NotYours() => new("equipment.not-yours", 403, "设备卡片由农业农村部门和站点的运营商登记。", "Equipment is entered by the authority and by the station's operator.");

    public static Problem UnknownKind() => Field("Kind", "equipment.kind", "没有这种设备，请从列表里选。", "Unknown kind of equipment: choose one of the list.");

    public static Problem DayWrong(string field) => Field(field, "equipment.day", "日期不对：不能早于2000年，购置和变动的日期不能晚于今天。", "The day is wrong: not before 2000, and what has happened is not after today.");

    public static Problem FunderNeeded() => Field("FundedBy", "equipment.funder", "请写明谁出钱买的，2到60个字。", "Say who paid for it, in 2 to 60 characters.");

    public static Problem UpkeepHalf() => Field("UpkeepUntil", "equipment.upkeep", "运维由谁负责、到哪一天，两样要一起写。", "Who pays for the upkeep and until when go together.");

    public static Problem SerialTaken(string serial) => Field("Serial", "equipment.serial-taken", $"这个站点已经登记过编号是“{serial}”的同类设备。", $"Equipment of this kind with the number {serial} is entered here already.");

    public static Problem TooLong(string field) => Field(field, "equipment.length", "最多60个字。", "At most 60 characters.");

    public static Problem ReasonNeeded() => Field("Reason", "equipment.reason", "请写明原因，2到200个字。", "Say why, in 2 to 200 characters.");

    public static Problem NoChange() => Field("State", "equipment.no-change", "状态和运维都没有变。", "Neither state nor upkeep has changed.");

    public static Problem Returned() => new("equipment.returned", 409, "这件设备已经收回，不再变动。", "This piece was given back; it does not change any more.");

    public static Problem NothingToHandOver() => new("equipment.nothing", 409, "这个站点没有在册的设备。", "The station holds no equipment.");

    public static Problem TakerNeeded() => Field("Holder", "equipment.taker", "请写明交给谁：另一个站点，或者接收单位（2到60个字），只能选一样。", "Say who takes it: another station, or a holder of 2 to 60 characters, not both.");

    public static Problem TakerUnfit() => Field("To", "equipment.taker", "接收的站点要在您的管辖范围内、没有退出，而且不是本站。", "The station that takes it must be within your reach, not ended, and not this one.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
