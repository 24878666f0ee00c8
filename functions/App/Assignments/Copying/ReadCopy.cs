using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Assignments.Copying;

/// <summary>A person marked a copy as read.</summary>
/// <param name="Number">Of the copy.</param>
[ShownAs(Right.Copy)]
public sealed record CopyRead(int Number, string Person) : ConfidentialFact;

/// <summary>Marks a copy as read.</summary>
public static class ReadCopy
{
    /// <summary>None where it is read already.</summary>
    /// <exception cref="ProblemException">not-found: the person has no copy.</exception>
    public static Change<Copies> Decide(Copies copies, string person, DateTimeOffset at)
    {
        var copy = copies.Of(person) ?? throw PlatformProblems.NotFound.With();
        if (copy.ReadAt is not null) return Change.None(copies);
        var items = copies.Items.Select(each => each == copy ? copy with { ReadAt = at.ToUniversalTime() } : each);
        return Change.To(copies with { Items = [.. items] }, person, new CopyRead(copy.Number, person));
    }
}
