using FunctionsApp.Applications.Appealing;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Applications;

/// <summary>A rejected application is under review again.</summary>
/// <remarks>A remedy against a rejection derives its fact from it.</remarks>
public abstract record ApplicationReopened : Fact;

/// <summary>Puts a rejected application under review again.</summary>
public static class ReopenApplication
{
    /// <param name="mark">Of the appeal that reopens it.</param>
    public static Application Of(Application application, AppealMark mark) => application with
    {
        Status = ApplicationStatus.Submitted, DecidedAt = null, Refusal = null, Appeal = mark,
    };
}
