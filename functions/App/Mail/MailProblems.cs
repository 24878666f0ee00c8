using FunctionsApp.Platform.Http;

namespace FunctionsApp.Mail;

public static class MailProblems
{
    public static readonly ProblemType InvalidReport = new("invalid-report", 400,
        new("不是有效的投递报告", "The body is no delivery report"),
        new("请原样转发邮件服务器生成的报告（RFC 3464），其中须附原邮件的信头",
            "Forward the report of the mail server as it is (RFC 3464), with the head of the letter in it"));

    public static readonly ProblemType UnknownLetter = new("unknown-letter", 404,
        new("报告所述邮件不是本系统发出的", "The report is about no letter of this system"),
        new("请勿重发；请检查邮件网关的转发规则", "Do not send it again; check which reports the mail gateway forwards"));
}
