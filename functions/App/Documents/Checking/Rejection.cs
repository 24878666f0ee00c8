using FunctionsApp.Platform;

namespace FunctionsApp.Documents.Checking;

/// <summary>Why a document is rejected.</summary>
/// <param name="Code">Stable: clients and statistics go by it.</param>
/// <param name="Text">What is wrong, and what the applicant can do.</param>
public sealed record Rejection(string Code, LocalizedText Text);
