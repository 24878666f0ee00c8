using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>Whether what an application says of its appeal is what its facts say.</summary>
public static class CheckAppeal
{
    public static readonly StateCheck OfAppeal = new((state, facts) => Agrees(state.Application.Appeal, facts));

    private static bool Agrees(AppealMark? mark, IReadOnlyList<Fact> facts)
    {
        if (facts.OfType<AppealSubmitted>().ToList() is not [var submitted]) return mark is null && !facts.Any(IsOfAppeal);
        if (mark is null || (mark.Stage, mark.Round) != (submitted.Stage, submitted.Round)) return false;
        return mark.Ruling == facts.Select(Ruling).LastOrDefault(ruling => ruling is not null);
    }

    private static bool IsOfAppeal(Fact fact) => fact is AppealSubmitted or AppealDismissed or AppealUpheld;

    private static AppealRuling? Ruling(Fact fact) => fact switch
    {
        AppealDismissed => AppealRuling.Dismissed,
        AppealUpheld => AppealRuling.Upheld,
        _ => null,
    };
}
