namespace FunctionsApp.Warnings;

/// <summary>What the page of a verification shows.</summary>
/// <param name="Change">What is asked about a warning in force; null for a draft.</param>
public sealed record VerificationShown(Warning Warning, ProposedChange? Change);
