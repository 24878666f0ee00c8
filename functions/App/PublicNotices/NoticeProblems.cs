using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.PublicNotices;

public static class NoticeProblems
{
    public static readonly ProblemType ObjectionLate = new("objection-late", 409,
        new("公示期已结束", "The public notice is over"),
        new("公示期内提出的异议方予受理；其他情况请联系主管部门", "Objections are taken while the notice is open; otherwise write to the department"));

    public static readonly ProblemType ObjectionDoubled = new("objection-doubled", 409,
        new("您已对该项目提出异议", "You have already objected to this application"),
        new("每人对同一项目只能提出一次异议；答复将发送至您的邮箱", "One person objects once; the answer goes to your mail address"));

    public static readonly ProblemType ObjectionUnsigned = new("objection-unsigned", 400,
        new("异议须签名", "The objection is not signed"),
        new("请再次填写姓名作为签名，并勾选声明", "Type your name again as signature, and confirm the statement"));

    public static readonly ProblemType ObjectionLimit = new("objection-limit", 409,
        new("该公示暂不能在线接收更多异议", "This notice takes no more objections here"),
        new("请直接联系主管部门", "Write to the department"));
}
