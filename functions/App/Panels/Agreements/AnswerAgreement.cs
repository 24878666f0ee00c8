using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Panels.Agreements;

/// <summary>An expert answered on the agreement of a year.</summary>
public sealed record AgreementAnswered(string Person, int Year, AgreementChoice Choice) : Fact;

public enum AgreementChoice
{
    Accept,
    Decline,
}

/// <summary>Body of the answer; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
public sealed record AgreementForm(string? Token, AgreementChoice? Choice) : IAnswer
{
    public static AgreementForm Of(IFormCollection form) => new(form["token"], EnumByName.Find<AgreementChoice>(form["choice"]));
}

/// <summary>Takes an expert's answer on the agreement of a year.</summary>
public static class AnswerAgreement
{
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<AgreementCase> Decide(AgreementCase state, AgreementForm form, Answering by)
    {
        if (form.Choice is not { } choice || !Enum.IsDefined(choice)) throw PlatformProblems.Invalid(
            "choice", "请选择是否接受协议", "choose whether you accept the agreement");
        var agreement = state.Agreement with
        {
            State = StateOf(choice), AnsweredAt = by.At.ToUniversalTime(),
        };
        return Change.To(
            state with { Agreement = agreement }, by.Person, new AgreementAnswered(agreement.Person, agreement.Year, choice));
    }

    /// <summary>Whether the same was answered before; null where nothing was.</summary>
    public static bool? IsSame(ExpertAgreement agreement, AgreementForm form) => agreement.AnsweredAt is null ? null
        : form.Choice is { } choice && agreement.State == StateOf(choice);

    private static AgreementState StateOf(AgreementChoice choice) =>
        choice == AgreementChoice.Accept ? AgreementState.Accepted : AgreementState.Declined;
}
