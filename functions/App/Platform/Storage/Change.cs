using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Platform.Storage;

/// <summary>The decision of a rule: the next state, and the facts about what happened.</summary>
/// <param name="Facts">Empty: the work is done already, and nothing is written.</param>
public sealed record Change<TState>(TState Next, IReadOnlyList<NewFact> Facts);

public static class Change
{
    /// <summary>The command finds its work done, or has nothing to do any more.</summary>
    public static Change<TState> None<TState>(TState state) => new(state, []);

    /// <summary>Facts of one actor.</summary>
    public static Change<TState> To<TState>(TState next, string actor, params IEnumerable<Fact> facts) =>
        new(next, [.. facts.Select(fact => new NewFact(actor, fact))]);
}

/// <summary>A state as it was read or committed.</summary>
/// <param name="Head">End of its chain of facts.</param>
/// <param name="ETag">What a conditional request names.</param>
/// <param name="Changed">The call that returned it changed it.</param>
public sealed record Stored<TState>(TState State, FactHead Head, string ETag, bool Changed = false);

/// <summary>An aggregate changed between reading and writing, again and again. The request may be repeated.</summary>
public sealed class StaleStateException(string subject, Exception? inner = null) : Exception($"{subject} changed meanwhile.", inner);
