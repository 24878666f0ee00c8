namespace FunctionsApp.Platform.Storage;

/// <summary>How much of an aggregate is erased; each step has those before it.</summary>
public enum ErasureStep
{
    None,

    /// <summary>What names people or tells how to reach them.</summary>
    Personal,

    /// <summary>What people wrote or uploaded.</summary>
    Content,
}

/// <summary>The member is emptied with this step of the erasure; see <see cref="EraseRow"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ErasedWithAttribute(ErasureStep step) : Attribute
{
    public ErasureStep Step => step;
}
