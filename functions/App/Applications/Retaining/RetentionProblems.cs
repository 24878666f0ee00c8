using FunctionsApp.Platform.Http;

namespace FunctionsApp.Applications.Retaining;

public static class RetentionProblems
{
    public static readonly ProblemType HoldExists = new("hold-exists", 409,
        new("该申请已有保全，原因不同", "The application has a legal hold for another reason"),
        new("如需更换原因，请先解除现有保全", "To give another reason, lift the hold first"));
}
