using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Retaining;

/// <summary>Whether what an application says of its retention is what its facts say.</summary>
public static class CheckRetention
{
    public static readonly StateCheck OfRetention = new((state, facts) => Agrees(state.Application.Retention ?? RetentionMark.None, facts));

    private static bool Agrees(RetentionMark mark, IReadOnlyList<Fact> facts)
    {
        var expected = facts.Aggregate(RetentionMark.None, After);
        return (mark.Erased, mark.IsDeleting, mark.Planned?.Step, mark.Planned?.From, mark.Hold is not null)
            == (expected.Erased, expected.IsDeleting, expected.Planned?.Step, expected.Planned?.From, expected.Hold is not null);
    }

    private static RetentionMark After(RetentionMark mark, Fact fact) => fact switch
    {
        ErasurePlanned planned => mark with { Planned = new PlannedErasure(planned.Step, planned.Due, planned.Due, planned.Edition) },
        DrafterReminded reminded when mark.Planned is { } planned => mark with { Planned = planned with { From = reminded.From } },
        ErasureCalledOff => mark with { Planned = null },
        // One with another commit's rows follows the first: the files may be gone between them.
        DataErased erased when mark.Planned is not null => mark with
        {
            Planned = null, Erased = erased.Step, IsDeleting = erased.Step == ErasureStep.Content,
        },
        FilesDeleted => mark with { IsDeleting = false },
        LegalHoldPlaced => mark with { Hold = new LegalHold("", "", default) },
        LegalHoldLifted => mark with { Hold = null },
        _ => mark,
    };
}
