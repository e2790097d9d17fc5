package crmcore

/** Panics inside the library, to show that it comes out as an [InternalException]. For this package's own tests. */
internal fun testFault(): Unit = answering { crmcore.raw.breakForTest() }
