/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.nn.Block;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Networks of your own: a public static method {@code Block name(int in, int out)} of a public
 * class, which must be on the class path wherever a model is read again.
 */
public final class MethodBlockFactory implements BlockFactory {

  @Config(mandatory = true, description = "Name of the class that has the method.")
  private String className;

  @Config(mandatory = true, description = "Name of the method, (int in, int out) to Block.")
  private String methodName;

  private Method method;

  private MethodBlockFactory() {}

  /**
   * Networks made by a method.
   *
   * @param owner the class
   * @param methodName its public static method from two ints to a block
   * @throws IllegalArgumentException if there is no such method
   */
  public MethodBlockFactory(Class<?> owner, String methodName) {
    this.className = owner.getName();
    this.methodName = methodName;
    postConfig();
  }

  /** Looks the method up; called by OLCUT. */
  @Override
  public void postConfig() {
    try {
      method = Class.forName(className).getMethod(methodName, int.class, int.class);
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      throw notFound(e.toString());
    }
    if (!Modifier.isStatic(method.getModifiers())
        || !Block.class.isAssignableFrom(method.getReturnType())) {
      throw notFound(method.toString());
    }
  }

  private IllegalArgumentException notFound(String found) {
    return Faults.of(
        "a public static method Block " + methodName + "(int in, int out) of " + className,
        found,
        "name a method of this form, on the class path");
  }

  @Override
  public Block newBlock(int in, int out) {
    try {
      return (Block) method.invoke(null, in, out);
    } catch (IllegalAccessException e) {
      throw notFound(e.toString());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          method + " failed for " + in + " features and " + out + " outputs", e.getCause());
    }
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "BlockFactory");
  }
}
