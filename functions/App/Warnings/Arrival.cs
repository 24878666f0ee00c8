namespace FunctionsApp.Warnings;

/// <summary>What a CAP alert stated beside its signal, for those who verify.</summary>
/// <param name="Sent">As CAP writes it.</param>
/// <param name="Areas">Each as it came: description and codes.</param>
/// <param name="Languages">Tags of all infos; texts in others than Chinese and English are not taken.</param>
/// <param name="Differing">Values that differ between the infos, each with all of them: the gravest is taken.</param>
public sealed record Arrival(
    string Sent, IReadOnlyList<string> Areas, IReadOnlyList<string> Languages, IReadOnlyList<string> Differing);
