using FunctionsApp.Platform;

namespace FunctionsApp.Applications;

/// <summary>How an application's values read to people.</summary>
public static class ApplicationTexts
{
    public static LocalizedText Name(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Draft => new("草稿", "Draft"),
        ApplicationStatus.Submitted => new("评审中", "Under review"),
        ApplicationStatus.Returned => new("待补正", "Returned for corrections"),
        ApplicationStatus.Approved => new("已通过", "Approved"),
        ApplicationStatus.Rejected => new("未通过", "Not approved"),
        ApplicationStatus.Withdrawn => new("已撤回", "Withdrawn"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static LocalizedText Name(DocumentState state) => state switch
    {
        DocumentState.Empty => new("未上传", "Not uploaded"),
        DocumentState.Received => new("检查中", "Being checked"),
        DocumentState.Accepted => new("已接收", "Accepted"),
        DocumentState.Rejected => new("未通过检查", "Not accepted"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
