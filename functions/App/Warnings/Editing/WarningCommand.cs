namespace FunctionsApp.Warnings.Editing;

/// <summary>What may be done to a warning in force.</summary>
public enum WarningCommand
{
    Update,
    Escalate,
    Cancel,
}
