using FunctionsApp.Applications;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Documents;

/// <summary>What the facts say of an application's document slots.</summary>
public static class SlotFacts
{
    public static readonly StateCheck Check = new((state, facts) =>
        state.Application.Slots.All(slot => Agrees(slot, facts)));

    private static bool Agrees(SlotState slot, IReadOnlyList<Fact> facts)
    {
        var uploaded = facts.OfType<DocumentUploaded>().LastOrDefault(fact => fact.Type == slot.Type)?.Version ?? 0;
        if (uploaded != slot.Next - 1) return false;
        // A return empties the slots that it asks for.
        var since = facts.Reverse().TakeWhile(fact => fact is not ApplicationReturned returned || !returned.Documents.Contains(slot.Type));
        var accepted = since.OfType<DocumentAccepted>().FirstOrDefault(fact => fact.Type == slot.Type);
        return slot.State == DocumentState.Accepted
            ? accepted is not null && accepted.Version == slot.Version && accepted.Bytes == slot.Bytes && accepted.Sha256 == slot.Sha256
            : accepted is null;
    }
}
