using FunctionsApp.Platform.Http;

namespace FunctionsApp.Panels;

public static class ConflictProblems
{
    public static readonly ProblemType Officer = new("officer-conflict", 403,
        new("您与其中一家申请单位有利害关系", "You have a conflict of interest with an organisation that applies"),
        new("请由其他经办人办理", "Another officer has to do this"));
}
