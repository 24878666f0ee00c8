using FunctionsApp.Platform.Http;

namespace FunctionsApp.Applications.Signing;

public static class SigningProblems
{
    public static readonly ProblemType NoSignatory = new("no-signatory", 409,
        new("系统中没有贵单位的签署人，申请无法送签", "No signatory of your organisation is known, so the application cannot be sent for signature"),
        new("请由贵单位的法定代表人或单位管理员登录后在“本单位人员”中登记为签署人，或联系本项目的管理部门",
            "Have your legal representative or unit administrator sign in and enter a signatory at /my/organisation/people, or ask the "
                + "programme's office"));
}
