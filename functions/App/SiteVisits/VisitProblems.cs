using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.SiteVisits;

public static class VisitProblems
{
    public static readonly ProblemType NoAppointment = new("no-appointment", 409,
        new("没有待答复的预约", "There is no appointment to answer"),
        new("预约已取消、已举行或尚未提出", "It was cancelled, was held, or is not offered yet"));

    public static readonly ProblemType AppointmentChanged = new("appointment-changed", 409,
        new("预约已变更", "The appointment has changed"),
        new("请按最新安排重新答复", "Read it as it is now, and answer again"));

    public static readonly ProblemType AppointmentLate = new("appointment-late", 409,
        new("答复期限已过，预约已确认", "The time to answer is over: the appointment is confirmed"),
        new("如确有困难，请直接联系主管部门", "Where it cannot be held, write to the department"));

    public static readonly ProblemType AppointmentMoves = new("appointment-moves", 409,
        new("改期次数已用完", "It was moved as often as it may be"),
        new("最多可申请改期两次，此后由主管部门确定", "A move may be asked for twice; after that the officer decides"));

    public static readonly ProblemType PhotosClosed = new("photos-closed", 409,
        new("目前不能增减照片", "Photos cannot be attached or removed now"),
        new("照片只能在报告提交前由负责人增减", "The officer in charge does so while the report is asked for, before it is sent"));

    public static readonly ProblemType TooManyPhotos = new("too-many-photos", 409,
        new("照片数量已达上限", "The report has as many photos as it may have"),
        new("请先删除一张照片", "Remove one first"));

    public static readonly ProblemType PhotosUnchecked = new("photos-unchecked", 409,
        new("有照片尚在检查", "A photo is still being checked"),
        new("请稍候再提交，或删除该照片", "Send the report again in a moment, or remove the photo"));
}
