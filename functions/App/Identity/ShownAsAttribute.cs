namespace FunctionsApp.Identity;

/// <summary>The right that shows what a fact says. A fact without it is shown to auditors alone.</summary>
/// <param name="right">For facts about reviewers and votes the one of closed stages; while the stage is open, the other one counts.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ShownAsAttribute(Right right) : Attribute
{
    public Right Right => right;
}
