using Yinong.Database;
using Yinong.Platform.Database;

namespace Yinong.Modules.Training;

/// <summary>Values for plain SQL as each engine keeps them (see ModelConventions).</summary>
static class SittingSql
{
    public static object Id(this SqlDatabase database, Guid id) => database.Engine is Engine.Sqlite ? id.ToByteArray(true) : id;

    public static object At(this SqlDatabase database, DateTime utc) => database.Engine is Engine.Sqlite ? ModelConventions.Micros(utc) : utc;
}
