using FunctionsApp.Platform.Http;

namespace FunctionsApp.Applications.Signing;

public static class SigningProblems
{
    public static readonly ProblemType NoSignatory = new("no-signatory", 409,
        new("系统中没有贵单位的签署人，申请无法送签", "No signatory of your organisation is known, so the application cannot be sent for signature"),
        new("请联系本项目的管理部门，登记贵单位的法定代表人或单位管理员为签署人",
            "Ask the programme's office to register your legal representative or unit administrator as signatory"));
}
